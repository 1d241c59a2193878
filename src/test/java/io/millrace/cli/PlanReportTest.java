package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Split;
import io.millrace.store.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a store of 20 training rows in two shards, and five for validation. */
class PlanReportTest {
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

  @Test
  void explainsWhatAnEpochTakes() {
    assertThat(run("--batch", 8, "--lanes", 4, "--world", 2, "--explain").out())
        .containsExactly(
            "snapshot         " + snapshot.id() + ", number 1",
            "split            train, 20 rows",
            "chunks           6, in 2 shards",
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
            "chunks           2, in 1 shards",
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
}
