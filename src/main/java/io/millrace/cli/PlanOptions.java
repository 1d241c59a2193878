package io.millrace.cli;

import io.millrace.plan.PlanState;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import io.millrace.store.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the rows of a split are ordered and dealt: by flags, or by the state of a loader. */
final class PlanOptions {
  /** The usual rows of a rank and step. */
  private static final int USUAL_BATCH = 32;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--split", defaultValue = "train", description = "train, val or test.")
  private Split split;

  @Option(names = "--world", defaultValue = "1", paramLabel = "N", description = "Ranks.")
  private int world;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Rows of a step on all ranks together (32 a rank, or the state's).")
  private Integer batch;

  @Option(names = "--seed", paramLabel = "N", description = "Of the order (the store's).")
  private Long seed;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description =
          "Runs of rows read side by side (the largest divisor of the batch up to 8, or"
              + " up to the ranks if they are more).")
  private Integer lanes;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Rows shuffled among each other (2048 in all lanes, at least 64 in each).")
  private Integer window;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description =
          "What becomes of rows that fill no step: drop_tail (unless given), keep_tail,"
              + " wrap; or torch, the order of torch's DistributedSampler.")
  private String policy;

  @Option(
      names = "--state",
      paramLabel = "FILE|JSON",
      description = "Go on from the state that a loader gave; flags that contradict are refused.")
  private String state;

  Split split() {
    return split;
  }

  int world() {
    return world;
  }

  boolean hasState() {
    return state != null;
  }

  /** Refuses what no plan can have. */
  void check() {
    if (world < 1 || (batch != null && batch < 1)) {
      throw new ParameterException(
          command.commandLine(), "Invalid --world or --batch: both must be >= 1");
    }
  }

  /** Rows of a rank and step. */
  int batchOfARank() {
    if (batch != null && batch % world != 0) {
      throw new ParameterException(
          command.commandLine(),
          "Cannot share batches of %d rows among %d ranks (the number of ranks must divide --batch)"
              .formatted(batch, world));
    }

    return batch == null ? USUAL_BATCH : batch / world;
  }

  /** Where training stands in a snapshot, and how it is ordered. */
  PlanState state(Snapshot snapshot, Optional<Long> epoch) throws IOException {
    if (state == null) {
      long usualSeed = snapshot.facts().split().seed();
      TrainRule usual = TrainRule.of(usualSeed, world * batchOfARank(), world);
      String transform = PlanState.transformHash(snapshot.facts().transform());
      return new PlanState(
          snapshot.id(), split.text(), flags(usual), epoch.orElse(0L), 0, transform);
    }

    if (epoch.isPresent()) {
      throw new ParameterException(
          command.commandLine(), "Invalid --epoch: the state says which one (leave it out)");
    }

    return resumed(snapshot, PlanState.parse(stateText()));
  }

  private PlanState resumed(Snapshot snapshot, PlanState given) {
    TrainRule rule = flags(given.rule());
    if (batch != null) {
      rule = rule.withGlobalBatch(batch);
    }

    PlanState here =
        new PlanState(
            snapshot.id(),
            split.text(),
            rule,
            given.epoch(),
            given.laneOffset(),
            given.transformHash());
    List<String> differences = given.differences(here);
    if (!differences.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "Cannot go on from the state: %s (give the store, the --snapshot and the flags that it was made with)"
              .formatted(String.join("; ", differences)));
    }

    return here;
  }

  private TrainRule flags(TrainRule usual) {
    TrainRule rule = lanes == null ? usual : usual.withLanes(lanes);
    rule = window == null ? rule : rule.withWindow(window);
    rule = seed == null ? rule : rule.withSeed(seed);
    return policy == null ? rule : rule.withPolicy(Policy.of(policy));
  }

  private String stateText() throws IOException {
    return state.strip().startsWith("{") ? state : Files.readString(Path.of(state)).strip();
  }
}
