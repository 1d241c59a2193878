package io.millrace.spark.feed;

import io.millrace.config.InvalidConfigException;
import io.millrace.feed.Ranks;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainRule;
import java.util.List;

/** What a run that goes on from a checkpoint takes from it: its lanes, window and policy. */
record Agreement(Ranks ranks, PlanState start) {
  /**
   * The start by the rule of a checkpoint.
   *
   * @throws InvalidConfigException if the checkpoint is of another table, seed or transform
   */
  PlanState with(PlanState found) {
    TrainRule rule = found.rule();
    int batch = start.rule().globalBatch();
    if (batch % rule.lanes() != 0) {
      throw refused(
          "its %d lanes cannot share global batches of %d rows (use %d)"
              .formatted(rule.lanes(), batch, rule.globalBatch()));
    }

    TrainRule agreed = rule.withGlobalBatch(batch).withSeed(start.rule().seed());
    PlanState here =
        new PlanState(start.snapshotId(), start.split(), agreed, 0, 0, start.transformHash());
    List<String> differences = found.differences(here);
    if (!differences.isEmpty()) {
      throw refused(String.join("; ", differences) + " (give another folder for checkpoints)");
    }

    return here;
  }

  private InvalidConfigException refused(String why) {
    return new InvalidConfigException(
        List.of("Cannot go on from %s: %s".formatted(ranks.run().checkpoints(), why)));
  }
}
