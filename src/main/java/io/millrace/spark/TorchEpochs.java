package io.millrace.spark;

import io.millrace.batch.EpochOrder;
import io.millrace.random.TorchOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/** The order of torch's loader; its generator goes on from epoch to epoch. */
final class TorchEpochs implements EpochOrder {
  private final TorchOrder order;
  private final int samples;
  private final int batchSize;
  private int[] current = new int[0];
  private long epoch = -1;

  TorchEpochs(long seed, int samples, int batchSize) {
    this.order = new TorchOrder(seed);
    this.samples = samples;
    this.batchSize = batchSize;
  }

  @Override
  public Iterator<int[]> batches(long number) {
    int[] positions = positions(number);
    return IntStream.range(0, steps())
        .map(step -> step * batchSize)
        .mapToObj(from -> Arrays.copyOfRange(positions, from, Math.min(samples, from + batchSize)))
        .iterator();
  }

  private int[] positions(long number) {
    if (number != epoch && number != epoch + 1) {
      throw new IllegalStateException(
          "Cannot give epoch " + number + " of torch's order: the next one is " + (epoch + 1));
    }

    if (number == epoch + 1) {
      current = order.next(samples);
      epoch = number;
    }

    return current;
  }

  @Override
  public int steps() {
    return (samples + batchSize - 1) / batchSize;
  }
}
