package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plan.Chunks;
import io.millrace.plan.PlanState;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainEpoch;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import io.millrace.store.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a store of 20 training rows in two shards, and five for validation. */
class PlanCommandTest {
  private static final TrainRule RULE = new TrainRule(42, 4, 512, 2, Policy.DROP_TAIL);
  private static final TrainPlan PLAN = new TrainPlan(Chunks.of(4, 4, 2, 4, 4, 2), RULE);

  @TempDir private static Path folder;
  private static Snapshot snapshot;

  @BeforeAll
  static void writesAStore() throws Exception {
    snapshot =
        new NamedStore(folder)
            .shard(Split.TRAIN, 10)
            .shard(Split.VAL, 5)
            .shard(Split.TRAIN, 10)
            .commit(42);
  }

  private static PlanRun run(Object... words) {
    return PlanRun.on(folder, words);
  }

  /** The first 10 ordinals are those of shard 0, the others those of shard 2. */
  private static List<String> lines(TrainEpoch epoch, int step, int rank, int ranks) {
    int[] batch = epoch.batch(step, rank, ranks);
    int[] places = epoch.places(step, rank, ranks);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < batch.length; i++) {
      int ordinal = batch[i];
      String id =
          ordinal < 10
              ? NamedStore.id(Split.TRAIN, 0, ordinal)
              : NamedStore.id(Split.TRAIN, 2, ordinal - 10);
      lines.add(places[i] + "\t" + rank + "\t" + ordinal + "\t" + id);
    }

    return lines;
  }

  @Test
  void printsTheSamplesOfAStep() {
    PlanRun printed = run("--batch", 8, "--lanes", 4, "--epoch", 3, "--step", 1);

    assertThat(printed).isEqualTo(new PlanRun(0, lines(PLAN.epoch(3), 1, 0, 1), ""));
    assertThat(printed.out()).hasSize(8);
  }

  @Test
  void printsTheSamplesOfEachRankOrOfOne() {
    Object[] words = {"--batch", 8, "--lanes", 4, "--world", 2, "--step", 0};
    List<String> first = lines(PLAN.epoch(0), 0, 0, 2);
    List<String> second = lines(PLAN.epoch(0), 0, 1, 2);
    List<String> both = new ArrayList<>(first);
    both.addAll(second);

    assertThat(run(words).out()).isEqualTo(both);
    assertThat(run(and(words, "--rank", 1)).out()).isEqualTo(second);
  }

  private static Object[] and(Object[] words, Object... more) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray();
  }

  @Test
  void usesEachOfTheOtherFlags() {
    TrainRule rule = new TrainRule(-7, 4, 3, 2, Policy.KEEP_TAIL);
    TrainPlan plan = new TrainPlan(Chunks.of(4, 4, 2, 4, 4, 2), rule);
    PlanRun printed =
        run(
            "--batch",
            8,
            "--lanes",
            4,
            "--window",
            3,
            "--seed",
            -7,
            "--policy",
            "keep_tail",
            "--step",
            2);

    assertThat(printed.out()).isEqualTo(lines(plan.epoch(0), 2, 0, 1)).hasSize(4);
  }

  @Test
  void printsTheHashOfAnEpoch() {
    assertThat(run("--batch", 8, "--lanes", 4, "--epoch", 5, "--hash"))
        .isEqualTo(new PlanRun(0, List.of(PLAN.epoch(5).hash(1).text()), ""));
    assertThat(run("--batch", 8, "--lanes", 4, "--epoch", 5, "--world", 4, "--hash").out())
        .containsExactly(PLAN.epoch(5).hash(1).text());
  }

  @Test
  void goesOnFromAState() throws Exception {
    PlanState state = new PlanState(snapshot.id(), "train", RULE, 3, 2, "0123456789abcdef");
    Path file = Files.writeString(folder.resolve("state.json"), state.json() + "\n");
    List<String> second = lines(PLAN.epoch(3), 1, 0, 1);

    assertThat(run("--state", state.json(), "--step", 0).out()).isEqualTo(second);
    assertThat(run("--state", file, "--step", 0).out()).isEqualTo(second);
    assertThat(run("--state", file, "--batch", 12, "--step", 0).out())
        .isEqualTo(
            lines(
                new TrainPlan(Chunks.of(4, 4, 2, 4, 4, 2), RULE.withRowsPerLane(3)).epoch(3, 2),
                0,
                0,
                1));
  }

  @Test
  void refusesAStateOfAnotherStoreOrPlan() {
    PlanState other = new PlanState("abc", "train", RULE, 3, 2, "0123456789abcdef");
    PlanState own = new PlanState(snapshot.id(), "train", RULE, 3, 2, "0123456789abcdef");
    String wayOut = " (give the store, the --snapshot and the flags that it was made with)\n";

    run("--state", other.json(), "--step", 0)
        .isRefused(
            "Cannot go on from the state: snapshotId is abc in the state and "
                + snapshot.id()
                + " here"
                + wayOut);
    run("--state", own.json(), "--seed", 1, "--policy", "wrap", "--step", 0)
        .isRefused(
            "Cannot go on from the state: seed is 42 in the state and 1 here; policy is drop_tail in"
                + " the state and wrap here"
                + wayOut);
    run("--state", own.json(), "--epoch", 3, "--step", 0)
        .isRefused("Invalid --epoch: the state says which one (leave it out)\n");
  }

  @Test
  void printsEvaluationBatches() {
    Object[] words = {"--split", "val", "--batch", 4, "--world", 2, "--step"};

    assertThat(run(and(words, 0)).out())
        .containsExactly(
            "0\t0\t0\tval/1/0.png",
            "1\t0\t1\tval/1/1.png",
            "2\t1\t2\tval/1/2.png",
            "3\t1\t3\tval/1/3.png");
    assertThat(run(and(words, 1)).out()).containsExactly("2\t1\t4\tval/1/4.png");
    run("--split", "val", "--hash")
        .isRefused(
            "Invalid option: evaluation has no order but that of the table (--hash, --epoch and"
                + " --state are for --split train)\n");
  }

  @Test
  void refusesWhatNoPlanHas() {
    run("--batch", 8, "--lanes", 3, "--step", 0)
        .isRefused(
            "Cannot deal global batches of 8 rows to 3 lanes (the number of lanes must divide the"
                + " batch)\n");
    run("--batch", 8, "--world", 3, "--step", 0)
        .isRefused(
            "Cannot share batches of 8 rows among 3 ranks (the number of ranks must divide --batch)\n");
    run("--batch", 8, "--world", 2, "--rank", 2, "--step", 0)
        .isRefused("Invalid rank: 2 (there are 2, counted from 0)\n");
    run("--batch", 8, "--step", 2).isRefused("Invalid step: 2 (there are 2, counted from 0)\n");
    run("--world", 0, "--step", 2).isRefused("Invalid --world or --batch: both must be >= 1\n");
    run("--snapshot", 9, "--step", 0)
        .isRefused("Missing snapshot 9 of " + folder + " (it has [1])\n");
    run("--batch", 8).isRefused("Missing --step N (or --hash, or --explain)\n");
  }

  @Test
  void saysThatThereIsNoStore() {
    Path none = folder.resolve("none");

    PlanRun.on(none, "--step", 0)
        .isRefused(
            "Cannot open the store "
                + none
                + ": it has no snapshot (check the path, or run 'millrace prepare')\n");
  }
}
