package io.millrace.feed;

import java.io.Serializable;

/**
 * What {@code mapBatches} does with batches: feature extraction, scoring. Is sent to the executors:
 * a record of plain values is best.
 */
@FunctionalInterface
public interface BatchFunction extends Serializable {
  /**
   * Loads what it needs, once an executor and device: all tasks there share the result, which is
   * closed when they have ended.
   */
  Opened open(Device device) throws Exception;

  /** An open function. Safe for use by several tasks at the same time. */
  @FunctionalInterface
  interface Opened extends AutoCloseable {
    /**
     * Values for the rows of a batch, which is closed afterwards. Rows that are not valid get no
     * row of the result; their values are not looked at.
     */
    NamedValues apply(FeedBatch batch) throws Exception;

    /** Frees what it has loaded. */
    @Override
    default void close() {}
  }
}
