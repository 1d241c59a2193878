package io.millrace.spark.feed;

import io.millrace.batch.RowReader;
import io.millrace.plan.Chunks;
import io.millrace.sample.Split;

/** The subsets of a data set on a rank. */
interface OpenTables extends AutoCloseable {
  /** The chunks of a subset, those of other ranks too. */
  Chunks chunks(Split split);

  /**
   * Reads the rank's rows of a subset by their ordinals; whoever asks closes it.
   *
   * @param bytes that its chunks may take
   */
  RowReader reader(Split split, long bytes);

  @Override
  void close();
}
