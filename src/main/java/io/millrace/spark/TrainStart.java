package io.millrace.spark;

import io.millrace.config.InvalidConfigException;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import java.util.List;
import java.util.Optional;

/**
 * Where training begins.
 *
 * @param table that is read
 * @param usual how its rows are ordered unless training goes on
 */
record TrainStart(Identity table, TrainRule usual) {
  /**
   * What the order of a table and the numbers of its pictures hang on.
   *
   * @param snapshotId identity of the table
   * @param transform canonical text of all that is done to the pictures, baked or not
   */
  record Identity(String snapshotId, String transform) {}

  /** At the first epoch, or where the state stands. */
  PlanState of(Optional<PlanState> resumed) {
    PlanState start = state(resumed.map(this::rule).orElse(usual));
    if (resumed.isEmpty()) {
      return start;
    }

    List<String> differences = resumed.get().differences(start);
    if (!differences.isEmpty()) {
      throw refused(String.join("; ", differences));
    }

    return start.at(resumed.get().epoch(), resumed.get().laneOffset());
  }

  private PlanState state(TrainRule rule) {
    return new PlanState(
        table.snapshotId(),
        Split.TRAIN.text(),
        rule,
        0,
        0,
        PlanState.transformHash(table.transform()));
  }

  /** The state's, with this run's seed and as many rows a step as its batches have. */
  private TrainRule rule(PlanState resumed) {
    TrainRule rule = resumed.rule();
    int batchSize = usual.globalBatch();
    if (batchSize % rule.lanes() != 0) {
      throw refused(
          "its %d lanes cannot share batches of %d rows (give a train_batch_size that they divide,"
                  .formatted(rule.lanes(), batchSize)
              + " such as %d)".formatted(rule.globalBatch()));
    }

    return rule.withGlobalBatch(batchSize).withSeed(usual.seed());
  }

  private static InvalidConfigException refused(String why) {
    return new InvalidConfigException(List.of("Cannot resume training: " + why));
  }
}
