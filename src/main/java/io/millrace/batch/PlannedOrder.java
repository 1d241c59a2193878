package io.millrace.batch;

import io.millrace.plan.ChunkOrder;
import io.millrace.plan.Chunks;
import io.millrace.plan.OrderHash;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainPlan;
import java.util.Iterator;
import java.util.Objects;

/**
 * The order of a plan, all lanes in one process.
 *
 * @param plan by the state's rule
 * @param start where training begins or goes on
 */
public record PlannedOrder(TrainPlan plan, PlanState start) implements EpochOrder {
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
    return plan.epoch(epoch, offset(epoch)).batches(0, 1);
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
    ChunkOrder uses = plan.epoch(epoch).chunks(0, 1);
    return chunk -> uses.nextStep(chunk, 0);
  }

  @Override
  public OrderHash hash(long epoch) {
    return plan.epoch(epoch).hash(1);
  }

  /** At the end of an epoch it is the beginning of the next one. */
  @Override
  public PlanState state(long epoch, int given) {
    int offset = plan.epoch(epoch, offset(epoch)).laneOffset(given);
    return plan.steps(offset) == 0 ? start.at(epoch + 1, 0) : start.at(epoch, offset);
  }
}
