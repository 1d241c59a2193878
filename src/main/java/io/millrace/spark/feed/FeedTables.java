package io.millrace.spark.feed;

import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.Iterator;

/** The subsets of a data set, as a rank's executor gets them. */
public interface FeedTables extends Serializable {
  /** Number of samples of a subset. */
  int samples(Split split);

  /** Opens them for one rank, from the rows that were dealt to it. Whoever asks closes it. */
  OpenTables open(Iterator<byte[]> dealt, Share share);

  /**
   * How many ranks share what.
   *
   * @param ranks that share the rows
   * @param together that share an executor
   */
  record Share(int ranks, int together) implements Serializable {}
}
