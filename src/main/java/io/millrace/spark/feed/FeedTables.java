package io.millrace.spark.feed;

import java.io.Serializable;
import java.util.Iterator;

/** The subsets of a data set, as a rank's executor gets them. */
@FunctionalInterface
public interface FeedTables extends Serializable {
  /**
   * Opens them for one of so many ranks, from the rows that were dealt to it; whoever asks closes.
   */
  OpenTables open(Iterator<byte[]> dealt, int ranks);
}
