package io.millrace.spark;

import io.millrace.batch.EpochOrder;
import io.millrace.batch.PlannedOrder;
import io.millrace.config.InvalidConfigException;
import io.millrace.plan.PlanState;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import java.util.List;
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
    PlanState start = state(resumed.map(this::rule).orElse(usual));
    if (resumed.isPresent()) {
      List<String> differences = resumed.get().differences(start);
      if (!differences.isEmpty()) {
        throw refused(String.join("; ", differences));
      }

      start = start.at(resumed.get().epoch(), resumed.get().laneOffset());
    }

    return new PlannedOrder(new TrainPlan(rows.chunks(), start.rule()), start);
  }

  private PlanState state(TrainRule rule) {
    return new PlanState(
        rows.snapshotId(),
        Split.TRAIN.text(),
        rule,
        0,
        0,
        PlanState.transformHash(rows.transform()));
  }

  /** The state's, with this run's seed and as many rows a step as its batches have. */
  private TrainRule rule(PlanState resumed) {
    TrainRule rule = resumed.rule();
    if (batchSize % rule.lanes() != 0) {
      throw refused(
          "its %d lanes cannot share batches of %d rows (give a train_batch_size that they divide,"
                  .formatted(rule.lanes(), batchSize)
              + " such as %d)".formatted(rule.globalBatch()));
    }

    return new TrainRule(
        seed, rule.lanes(), rule.window(), batchSize / rule.lanes(), rule.policy());
  }

  private static InvalidConfigException refused(String why) {
    return new InvalidConfigException(List.of("Cannot resume training: " + why));
  }
}
