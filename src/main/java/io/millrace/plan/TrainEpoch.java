package io.millrace.plan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * The batches of one epoch from a lane offset on; steps count from 0 there. Holds the order of the
 * lanes it was asked for, and one window of each. For one reader: not thread-safe.
 */
public final class TrainEpoch {
  private final TrainRule rule;
  private final int laneOffset;
  private final int steps;
  private final EpochRows rows;

  TrainEpoch(TrainPlan plan, int laneOffset, EpochRows rows) {
    this.rule = plan.rule();
    this.laneOffset = laneOffset;
    this.steps = plan.steps(laneOffset);
    this.rows = rows;
  }

  /** How many steps are left; the same on every rank. */
  public int steps() {
    return steps;
  }

  /** The lane offset at which the epoch goes on after so many of these steps. */
  public int laneOffset(int stepsDone) {
    Checks.index("number of steps done", stepsDone, steps + 1);
    long offset = laneOffset + (long) stepsDone * rule.rowsPerLane();
    return (int) Math.min(offset, Integer.MAX_VALUE);
  }

  /**
   * The ordinal in a row of the global batch of a step, where one rank reads all of it.
   *
   * @throws IllegalArgumentException if the last step is short and lacks that row
   */
  public int at(int step, int row) {
    check(step, row);
    if (!rows.has(step, row, 1)) {
      throw new IllegalArgumentException(
          "Missing row " + row + " of step " + step + ": the last step is short");
    }

    return rows.at(step, row, 1);
  }

  /** Whether that row has been in this epoch already. */
  public boolean isRepeat(int step, int row) {
    check(step, row);
    return rows.isRepeat(step, row, 1);
  }

  private void check(int step, int row) {
    Checks.index("step", step, steps);
    Checks.index("row of a batch", row, rule.globalBatch());
  }

  /** The ordinals of the global batch of a step, where one rank reads all of it. */
  public int[] batch(int step) {
    return batch(step, 0, 1);
  }

  /**
   * The ordinals of one rank's part of a step: as many as every rank's, but for the last step of
   * {@link Policy#KEEP_TAIL}, where there may be fewer or none.
   */
  public int[] batch(int step, int rank, int ranks) {
    int[] batch = places(step, rank, ranks);
    for (int i = 0; i < batch.length; i++) {
      batch[i] = rows.at(step, batch[i], ranks);
    }

    return batch;
  }

  /** Where in the global batch the rows of {@link #batch(int, int, int)} are, from 0. */
  public int[] places(int step, int rank, int ranks) {
    RowRange part = part(step, rank, ranks);
    int[] places = new int[part.rows()];
    int size = 0;
    for (int row = part.from(); row < part.to(); row++) {
      if (rows.has(step, row, ranks)) {
        places[size++] = row;
      }
    }

    return size == places.length ? places : Arrays.copyOf(places, size);
  }

  /** One rank's part of every step, in order. */
  public Iterator<int[]> batches(int rank, int ranks) {
    part(rank, ranks);
    return IntStream.range(0, steps).mapToObj(step -> batch(step, rank, ranks)).iterator();
  }

  /** Which of the rows of {@link #batch(int, int, int)} have been in this epoch already. */
  public BitSet repeats(int step, int rank, int ranks) {
    int[] places = places(step, rank, ranks);
    BitSet repeats = new BitSet(places.length);
    for (int i = 0; i < places.length; i++) {
      repeats.set(i, rows.isRepeat(step, places[i], ranks));
    }

    return repeats;
  }

  /** The chunks that one rank needs, and when. */
  public ChunkOrder chunks(int rank, int ranks) {
    return new ChunkOrder(steps, rows.uses(steps, part(rank, ranks), ranks));
  }

  /**
   * The hash of one rank's part of a step. Its k counts from the epoch's first row on, so that what
   * comes before and after a resume adds up to the whole epoch.
   */
  public OrderHash hash(int step, int rank, int ranks) {
    long first = (long) laneOffset * rule.lanes() + (long) step * rule.globalBatch();
    long sum = 0;
    for (int row : places(step, rank, ranks)) {
      sum += OrderHash.row(first + row, rows.at(step, row, ranks));
    }

    return new OrderHash(sum);
  }

  /** The hash of all steps on all ranks; how many they are matters to {@link Policy#TORCH} only. */
  public OrderHash hash(int ranks) {
    OrderHash hash = OrderHash.NONE;
    for (int step = 0; step < steps; step++) {
      for (int rank = 0; rank < ranks; rank++) {
        hash = hash.plus(hash(step, rank, ranks));
      }
    }

    return hash;
  }

  /**
   * The rows of a global batch that are a rank's.
   *
   * @throws IllegalArgumentException if the ranks cannot share it evenly
   */
  public RowRange part(int rank, int ranks) {
    Checks.atLeast("ranks", ranks, 1);
    Checks.index("rank", rank, ranks);
    int batch = rule.globalBatch();
    if (batch % ranks != 0) {
      throw new IllegalArgumentException(
          String.format(
              "Cannot share global batches of %d rows among %d ranks"
                  + " (the number of ranks must divide the batch)",
              batch, ranks));
    }

    return new RowRange(rank * (batch / ranks), (rank + 1) * (batch / ranks));
  }

  private RowRange part(int step, int rank, int ranks) {
    Checks.index("step", step, steps);
    return part(rank, ranks);
  }
}
