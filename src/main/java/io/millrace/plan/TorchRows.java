package io.millrace.plan;

import io.millrace.random.Mt19937;
import java.util.stream.IntStream;

/**
 * The order of torch's {@code DistributedSampler}: what is left of a permutation, padded from its
 * head to a multiple of the ranks, is dealt to them row by row.
 */
final class TorchRows implements EpochRows {
  private final int[] order;
  private final int globalBatch;

  /** Rows of the order that have been used already. */
  private final long used;

  private TorchRows(int[] order, TrainRule rule, int laneOffset) {
    this.order = order;
    this.globalBatch = rule.globalBatch();
    this.used = (long) laneOffset * rule.lanes();
  }

  /** {@code shuffle=True}: torch seeds with the sum of seed and epoch. */
  static TorchRows shuffled(int rows, TrainRule rule, long epoch, int laneOffset) {
    return new TorchRows(new Mt19937(rule.seed() + epoch).permutation(rows), rule, laneOffset);
  }

  /** {@code shuffle=False}. */
  static TorchRows unshuffled(int rows, TrainRule rule) {
    return new TorchRows(IntStream.range(0, rows).toArray(), rule, 0);
  }

  @Override
  public boolean has(int step, int row, int ranks) {
    long left = Math.max(0, order.length - used);
    long padded = (left + ranks - 1) / ranks * ranks;
    return position(step, row, ranks) - used < padded;
  }

  @Override
  public boolean isRepeat(int step, int row, int ranks) {
    return position(step, row, ranks) >= order.length;
  }

  @Override
  public int at(int step, int row, int ranks) {
    return order[(int) (position(step, row, ranks) % order.length)];
  }

  private long position(int step, int row, int ranks) {
    int share = globalBatch / ranks;
    return used + (long) step * globalBatch + (long) (row % share) * ranks + row / share;
  }
}
