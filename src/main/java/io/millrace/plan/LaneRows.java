package io.millrace.plan;

/** Rows in lanes: which row of a step is whose does not depend on the ranks. */
final class LaneRows implements EpochRows {
  private final TrainPlan plan;
  private final long epoch;
  private final int laneOffset;
  private final int rowsPerLane;
  private final boolean wraps;
  private final LaneOrder[] orders;

  LaneRows(TrainPlan plan, long epoch, int laneOffset) {
    this.plan = plan;
    this.epoch = epoch;
    this.laneOffset = laneOffset;
    this.rowsPerLane = plan.rule().rowsPerLane();
    this.wraps = plan.rule().policy() == Policy.WRAP;
    this.orders = new LaneOrder[plan.rule().lanes()];
  }

  @Override
  public boolean has(int step, int row, int ranks) {
    return wraps || position(step, row) < plan.lane(row / rowsPerLane).rows();
  }

  @Override
  public boolean isRepeat(int step, int row, int ranks) {
    return wraps && position(step, row) >= plan.lane(row / rowsPerLane).rows();
  }

  @Override
  public int at(int step, int row, int ranks) {
    LaneOrder order = order(row / rowsPerLane);
    long position = position(step, row);
    // a remainder of longs costs as much as all the rest of a row
    return order.at((int) (position < order.rows() ? position : position % order.rows()));
  }

  @Override
  public ChunkUses uses(int steps, RowRange part, int ranks) {
    ChunkUses uses = new ChunkUses();
    for (int lane = part.from() / rowsPerLane; lane * rowsPerLane < part.to(); lane++) {
      int first = lane * rowsPerLane;
      RowRange own =
          new RowRange(Math.max(0, part.from() - first), Math.min(rowsPerLane, part.to() - first));
      plan.order(lane, epoch).uses(new LaneSteps(laneOffset, rowsPerLane, own, steps), uses);
    }

    return uses;
  }

  private long position(int step, int row) {
    return laneOffset + (long) step * rowsPerLane + row % rowsPerLane;
  }

  private LaneOrder order(int lane) {
    if (orders[lane] == null) {
      orders[lane] = plan.order(lane, epoch);
    }

    return orders[lane];
  }
}
