package io.millrace.feed;

import java.util.Iterator;

/**
 * The batches of one epoch or one evaluation, decoded ahead. Asking for the next batch closes the
 * one before it. As many on every rank; all are there, the empty ones too, so that ranks that meet
 * at each step never wait for one that has ended.
 */
public interface FeedBatches extends Iterator<FeedBatch>, AutoCloseable {
  /** How many batches the epoch or evaluation has from here to its end. */
  int steps();

  /**
   * Waits until the next batch is decoded.
   *
   * @throws CancelledRankException if another rank was lost, or the job was ended
   * @throws io.millrace.sample.BadSampleException if more samples were bad than the run allows
   */
  @Override
  FeedBatch next();

  /** Stops decoding and gives all memory back. */
  @Override
  void close();
}
