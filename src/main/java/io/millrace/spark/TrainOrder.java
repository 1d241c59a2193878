package io.millrace.spark;

import io.millrace.batch.EpochOrder;
import io.millrace.batch.PlannedOrder;
import io.millrace.plan.PlanState;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import java.util.Optional;

/**
 * The plan's order of a training loader.
 *
 * @param rows the training samples
 * @param batchSize rows of a batch
 * @param seed of the order
 */
record TrainOrder(SplitRows rows, int batchSize, long seed) {
  /** From the first epoch on, or from where the state stands. */
  EpochOrder of(Optional<PlanState> resumed) {
    TrainRule usual = TrainRule.of(seed, batchSize, 1).withPolicy(Policy.KEEP_TAIL);
    PlanState start = new TrainStart(rows.identity(), usual).of(resumed);
    return new PlannedOrder(new TrainPlan(rows.chunks(), start.rule()), start);
  }
}
