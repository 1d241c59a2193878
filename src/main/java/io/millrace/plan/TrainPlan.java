package io.millrace.plan;

import java.util.List;

/**
 * Which rows make which global batch: lanes are dealt once from the chunks, each epoch orders them
 * anew. Takes four bytes a chunk, or a bounded number where chunks are single rows. Immutable, and
 * computed again on each rank rather than sent.
 */
public final class TrainPlan {
  private final Chunks chunks;
  private final TrainRule rule;
  private final List<Lane> lanes;

  /**
   * The plan of a split.
   *
   * @throws IllegalArgumentException if the split has fewer rows than a global batch that must be
   *     full
   */
  public TrainPlan(Chunks chunks, TrainRule rule) {
    if (rule.globalBatch() > chunks.rows() && !rule.policy().takesShortBatches()) {
      throw new IllegalArgumentException(tooLarge(chunks.rows(), rule));
    }

    this.chunks = chunks;
    this.rule = rule;
    this.lanes =
        rule.policy() == Policy.TORCH ? List.of() : Lane.deal(chunks, rule.seed(), rule.lanes());
  }

  private static String tooLarge(int rows, TrainRule rule) {
    int lanes = Math.min(rule.lanes(), rows);
    String wayOut =
        rows == 0
            ? "the split is empty: add samples or change the split rule"
            : "the largest that works is " + rows / lanes * lanes + " with " + lanes + " lanes";
    return String.format(
        "Cannot make global batches of %d rows from %d rows (%s)",
        rule.globalBatch(), rows, wayOut);
  }

  /** Rows of the split. */
  public int rows() {
    return chunks.rows();
  }

  /** How they are dealt. */
  public TrainRule rule() {
    return rule;
  }

  /** The rows of a lane; {@link Policy#TORCH} has none. */
  public Lane lane(int lane) {
    Checks.index("lane", lane, lanes.size());
    return lanes.get(lane);
  }

  /** The order of a lane in an epoch. */
  public LaneOrder order(int lane, long epoch) {
    return new LaneOrder(lane(lane), new LaneOrder.Key(rule.seed(), epoch, lane), rule, rows());
  }

  /** Steps left in an epoch of whose lanes so many rows each have been used; 0 in a new epoch. */
  public int steps(int laneOffset) {
    Checks.atLeast("laneOffset", laneOffset, 0);
    int fewest = rows() / rule.lanes();
    int most = Checks.ceilDiv(rows(), rule.lanes());
    return switch (rule.policy()) {
      case DROP_TAIL -> Math.max(0, fewest - laneOffset) / rule.rowsPerLane();
      case KEEP_TAIL, WRAP -> Checks.ceilDiv(Math.max(0, most - laneOffset), rule.rowsPerLane());
      case TORCH -> {
        long used = Math.min(rows(), (long) laneOffset * rule.lanes());
        yield Checks.ceilDiv(rows() - (int) used, rule.globalBatch());
      }
    };
  }

  /** A new epoch. */
  public TrainEpoch epoch(long epoch) {
    return epoch(epoch, 0);
  }

  /** An epoch of whose lanes so many rows each have been used already. */
  public TrainEpoch epoch(long epoch, int laneOffset) {
    EpochRows rows =
        rule.policy() == Policy.TORCH
            ? TorchRows.shuffled(chunks, rule, epoch, laneOffset)
            : new LaneRows(this, epoch, laneOffset);
    return new TrainEpoch(this, laneOffset, rows);
  }
}
