package io.millrace.batch;

import io.millrace.plan.ChunkOrder;
import io.millrace.plan.Chunks;
import io.millrace.plan.OrderHash;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainEpoch;
import io.millrace.plan.TrainPlan;
import java.util.Iterator;
import java.util.Objects;

/**
 * The order of a plan, as one rank reads it.
 *
 * @param plan by the state's rule
 * @param start where training begins or goes on
 * @param rank whose rows these are, from 0
 * @param ranks how many share a step
 */
public record PlannedOrder(TrainPlan plan, PlanState start, int rank, int ranks)
    implements EpochOrder {
  /** All rows in one process. */
  public PlannedOrder(TrainPlan plan, PlanState start) {
    this(plan, start, 0, 1);
  }

  public PlannedOrder {
    Objects.requireNonNull(start, "start");
    if (!plan.rule().equals(start.rule())) {
      throw new IllegalArgumentException(
          "Invalid plan: it is by " + plan.rule() + " but the state by " + start.rule());
    }
  }

  @Override
  public long firstEpoch() {
    return start.epoch();
  }

  @Override
  public Iterator<int[]> batches(long epoch) {
    return epoch(epoch).batches(rank, ranks);
  }

  /** An epoch of all ranks, from where training begins in it. */
  public TrainEpoch epoch(long epoch) {
    return plan.epoch(epoch, offset(epoch));
  }

  /** The step of an epoch, counted from its own beginning, at which training begins in it. */
  public int firstStep(long epoch) {
    return offset(epoch) / plan.rule().rowsPerLane();
  }

  private int offset(long epoch) {
    return epoch == start.epoch() ? start.laneOffset() : 0;
  }

  @Override
  public int steps() {
    return plan.steps(0);
  }

  @Override
  public ChunkSteps chunkSteps(long epoch, Chunks chunks) {
    ChunkOrder uses = plan.epoch(epoch).chunks(rank, ranks);
    return chunk -> uses.nextStep(chunk, 0);
  }

  @Override
  public OrderHash hash(long epoch) {
    return plan.epoch(epoch).hash(ranks);
  }

  /** At the end of an epoch it is the beginning of the next one. */
  @Override
  public PlanState state(long epoch, int given) {
    int offset = epoch(epoch).laneOffset(given);
    return plan.steps(offset) == 0 ? start.at(epoch + 1, 0) : start.at(epoch, offset);
  }
}
