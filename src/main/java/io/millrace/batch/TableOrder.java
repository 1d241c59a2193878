package io.millrace.batch;

import io.millrace.plan.Chunks;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Table order; the last batch may be short. */
record TableOrder(int size, int batchSize) implements EpochOrder {
  @Override
  public Iterator<int[]> batches(long epoch) {
    return IntStream.range(0, steps()).mapToObj(this::batch).iterator();
  }

  @Override
  public ChunkSteps chunkSteps(long epoch, Chunks chunks) {
    return chunk -> OptionalInt.of(chunks.start(chunk) / batchSize);
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
