package io.millrace.plan;

import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * The batches of one epoch from a lane offset on; steps count from 0 there. Holds the order of the
 * lanes it was asked for, and one window of each. For one reader: not thread-safe.
 */
public final class TrainEpoch {
  private final TrainPlan plan;
  private final TrainRule rule;
  private final long epoch;
  private final int laneOffset;
  private final int steps;
  private final LaneOrder[] orders;

  TrainEpoch(TrainPlan plan, long epoch, int laneOffset) {
    this.plan = plan;
    this.rule = plan.rule();
    this.epoch = epoch;
    this.laneOffset = laneOffset;
    this.steps = plan.steps(laneOffset);
    this.orders = new LaneOrder[rule.lanes()];
  }

  /** How many steps are left. */
  public int steps() {
    return steps;
  }

  /** The lane offset at which the epoch goes on after so many of these steps. */
  public int laneOffset(int stepsDone) {
    Checks.index("number of steps done", stepsDone, steps + 1);
    return laneOffset + stepsDone * rule.rowsPerLane();
  }

  /** The ordinal in row {@code j} of the global batch of a step. */
  public int at(int step, int j) {
    long position = position(step, j);
    LaneOrder order = order(j / rule.rowsPerLane());
    return order.at((int) (position % order.rows()));
  }

  /** Whether that row has been in this epoch already; never under {@link Policy#DROP_TAIL}. */
  public boolean isRepeat(int step, int j) {
    return position(step, j) >= plan.lane(j / rule.rowsPerLane()).rows();
  }

  /** The ordinals of the global batch of a step. */
  public int[] batch(int step) {
    return batch(step, 0, 1);
  }

  /** The ordinals of one rank's part of a step. */
  public int[] batch(int step, int rank, int ranks) {
    RowRange part = part(rank, ranks);
    return IntStream.range(part.from(), part.to()).map(j -> at(step, j)).toArray();
  }

  /** One rank's part of every step, in order. */
  public Iterator<int[]> batches(int rank, int ranks) {
    part(rank, ranks);
    return IntStream.range(0, steps).mapToObj(step -> batch(step, rank, ranks)).iterator();
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

  private long position(int step, int j) {
    Checks.index("step", step, steps);
    Checks.index("row of a batch", j, rule.globalBatch());
    return laneOffset + (long) step * rule.rowsPerLane() + j % rule.rowsPerLane();
  }

  private LaneOrder order(int lane) {
    if (orders[lane] == null) {
      orders[lane] = plan.order(lane, epoch);
    }

    return orders[lane];
  }
}
