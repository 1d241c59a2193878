package io.millrace.spark.feed;

import io.millrace.feed.FeedBatch;
import io.millrace.feed.FeedBatches;

/** Batches with something more to close. */
record ClosingBatches(FeedBatches batches, Runnable closing) implements FeedBatches {
  @Override
  public int steps() {
    return batches.steps();
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public FeedBatch next() {
    return batches.next();
  }

  @Override
  public void close() {
    batches.close();
    closing.run();
  }
}
