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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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

  private record Result(int code, List<String> out, String err) {}

  private static Result run(Object... words) {
    return on(folder, words);
  }

  private static Result on(Path store, Object... words) {
    List<String> all = new ArrayList<>(List.of("--store", store.toString()));
    for (Object word : words) {
      all.add(word.toString());
    }

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new PlanCommand());
    line.registerConverter(Split.class, Split::of);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> Failures.report(failure, command, false));
    line.setParameterExceptionHandler(Failures::reportUsage);
    int code = line.execute(all.toArray(String[]::new));
    return new Result(code, out.toString().lines().toList(), err.toString());
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
    Result printed = run("--batch", 8, "--lanes", 4, "--epoch", 3, "--step", 1);

    assertThat(printed).isEqualTo(new Result(0, lines(PLAN.epoch(3), 1, 0, 1), ""));
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
    Result printed =
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
        .isEqualTo(new Result(0, List.of(PLAN.epoch(5).hash(1).text()), ""));
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

    refuses(
        run("--state", other.json(), "--step", 0),
        "Cannot go on from the state: snapshotId is abc in the state and "
            + snapshot.id()
            + " here"
            + wayOut);
    refuses(
        run("--state", own.json(), "--seed", 1, "--policy", "wrap", "--step", 0),
        "Cannot go on from the state: seed is 42 in the state and 1 here; policy is drop_tail in"
            + " the state and wrap here"
            + wayOut);
    refuses(
        run("--state", own.json(), "--epoch", 3, "--step", 0),
        "Invalid --epoch: the state says which one (leave it out)\n");
  }

  @Test
  void explainsWhatAnEpochTakes() {
    assertThat(run("--batch", 8, "--lanes", 4, "--world", 2, "--explain").out())
        .containsExactly(
            "snapshot         " + snapshot.id() + ", number 1",
            "split            train, 20 rows",
            "chunks           6, in 3 shards",
            "plan             seed 42, 4 lanes, window of 512 rows, 2 rows a lane and step,"
                + " drop_tail",
            "epoch 0          2 steps of 8 rows",
            "rows             16 to read, 0 of them repeats, 4 left out, 0 used already",
            "ranks            2",
            "chunks a rank    3 to 4",
            "bytes a rank     12128 to 12128",
            "requests a rank  5 to 6",
            "all ranks        24256 bytes, 11 requests",
            "shared chunks    1, read by more than one rank",
            "amplification    1.200 (bytes that are read, over those of the chunks)");
  }

  @Test
  void explainsThatTheOrderOfTorchHasNoChunks() {
    assertThat(run("--batch", 8, "--world", 2, "--policy", "torch", "--explain").out())
        .contains(
            "rows             20 to read, 0 of them repeats, 0 left out, 0 used already",
            "torch            reads any row at any time: without a cache of its chunks, a rank reads"
                + " up to 10 chunks");
  }

  @Test
  void explainsWhatEvaluationTakes() {
    assertThat(run("--split", "val", "--batch", 6, "--world", 3, "--explain").out())
        .containsExactly(
            "snapshot         " + snapshot.id() + ", number 1",
            "split            val, 5 rows",
            "chunks           2, in 3 shards",
            "plan             table order, each row once, 2 rows a rank and step",
            "steps            1",
            "ranks            3",
            "chunks a rank    1 to 2",
            "bytes a rank     4064 to 5064",
            "requests a rank  2 to 3",
            "all ranks        13192 bytes, 7 requests",
            "shared chunks    1, read by more than one rank",
            "amplification    2.600 (bytes that are read, over those of the chunks)");
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
    refuses(
        run("--split", "val", "--hash"),
        "Invalid option: evaluation has no order but that of the table (--hash, --epoch and"
            + " --state are for --split train)\n");
  }

  @Test
  void refusesWhatNoPlanHas() {
    refuses(
        run("--batch", 8, "--lanes", 3, "--step", 0),
        "Cannot deal global batches of 8 rows to 3 lanes (the number of lanes must divide the"
            + " batch)\n");
    refuses(
        run("--batch", 8, "--world", 3, "--step", 0),
        "Cannot share batches of 8 rows among 3 ranks (the number of ranks must divide --batch)\n");
    refuses(
        run("--batch", 8, "--world", 2, "--rank", 2, "--step", 0),
        "Invalid rank: 2 (there are 2, counted from 0)\n");
    refuses(run("--batch", 8, "--step", 2), "Invalid step: 2 (there are 2, counted from 0)\n");
    refuses(run("--world", 0, "--step", 2), "Invalid --world or --batch: both must be >= 1\n");
    refuses(
        run("--snapshot", 9, "--step", 0), "Missing snapshot 9 of " + folder + " (it has [1])\n");
    assertThat(run("--batch", 8).err()).contains("--step", "--hash", "--explain");
  }

  @Test
  void saysThatThereIsNoStore() {
    Path none = folder.resolve("none");

    refuses(
        on(none, "--step", 0),
        "Cannot open the store "
            + none
            + ": it has no snapshot (check the path, or run 'millrace prepare')\n");
  }

  private static void refuses(Result result, String message) {
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("millrace: " + message);
  }
}
