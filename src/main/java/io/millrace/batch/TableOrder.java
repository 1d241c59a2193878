package io.millrace.batch;

import java.util.Iterator;
import java.util.stream.IntStream;

/** Table order; the last batch may be short. */
record TableOrder(int size, int batchSize) implements EpochOrder {
  @Override
  public Iterator<int[]> batches(long epoch) {
    return IntStream.range(0, steps()).mapToObj(this::batch).iterator();
  }

  private int[] batch(int step) {
    int from = step * batchSize;
    return IntStream.range(from, Math.min(size, from + batchSize)).toArray();
  }

  @Override
  public int steps() {
    return (size + batchSize - 1) / batchSize;
  }
}
