package io.millrace.spark.feed;

import io.millrace.item.BatchLayout;
import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.Iterator;

/** The subsets of a data set, as a rank's executor gets them. */
public interface FeedTables extends Serializable {
  /** Number of samples of a subset. */
  int samples(Split split);

  /** What every row of a training batch looks like. */
  BatchLayout layout();

  /** Bytes of chunks that each of so many ranks must hold, so that none is read twice. */
  long chunkBytes(int ranks);

  /**
   * Opens them for one of so many ranks, from the rows that were dealt to it; whoever asks closes.
   */
  OpenTables open(Iterator<byte[]> dealt, int ranks);
}
