package io.millrace.plan;

import io.millrace.random.Mt19937;
import java.util.stream.IntStream;

/**
 * The order of torch's {@code DistributedSampler}: what is left of a permutation, padded from its
 * head to a multiple of the ranks, is dealt to them row by row.
 */
final class TorchRows implements EpochRows {
  private final Chunks chunks;
  private final int[] order;
  private final int globalBatch;

  /** Rows of the order that have been used already. */
  private final long used;

  private TorchRows(Chunks chunks, int[] order, TrainRule rule, int laneOffset) {
    this.chunks = chunks;
    this.order = order;
    this.globalBatch = rule.globalBatch();
    this.used = (long) laneOffset * rule.lanes();
  }

  /** {@code shuffle=True}: torch seeds with the sum of seed and epoch. */
  static TorchRows shuffled(Chunks chunks, TrainRule rule, long epoch, int laneOffset) {
    int[] order = new Mt19937(rule.seed() + epoch).permutation(chunks.rows());
    return new TorchRows(chunks, order, rule, laneOffset);
  }

  /** {@code shuffle=False}. */
  static TorchRows unshuffled(Chunks chunks, TrainRule rule) {
    return new TorchRows(chunks, IntStream.range(0, chunks.rows()).toArray(), rule, 0);
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

  @Override
  public ChunkUses uses(int steps, RowRange part, int ranks) {
    ChunkUses uses = new ChunkUses();
    for (int step = 0; step < steps; step++) {
      for (int row = part.from(); row < part.to() && has(step, row, ranks); row++) {
        int at = at(step, row, ranks);
        RowRange rows = new RowRange(at, at + 1);
        uses.add(new ChunkOrder.Use(0, chunks.chunkOf(at), rows, step, step));
      }
    }

    return uses;
  }

  private long position(int step, int row, int ranks) {
    int share = globalBatch / ranks;
    return used + (long) step * globalBatch + (long) (row % share) * ranks + row / share;
  }
}
