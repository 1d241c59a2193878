package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What measures with Spark, on so little that its figures say nothing. */
class BenchIT {
  @TempDir private Path folder;

  private static Command shortly(Object... words) {
    return Command.millrace(words).and("--rounds", 2, "--warm-up", 0, "--round-seconds", 0.05);
  }

  private static void ran(Command command) throws Exception {
    Command.Result result = command.run();
    assertThat(result.code()).as(result.err()).isZero();
  }

  @Test
  void preparedMeasuresStoresBesideACopy() throws Exception {
    Path file = folder.resolve("prepared.json");
    ran(shortly("bench", "prepared", "--rows", 128, "--files", 4, "--json", file));

    JsonNode json = BenchRun.json(file, "prepared");
    assertThat(json.path("command").toString()).startsWith("[\"bench\",\"prepared\"");
    assertThat(BenchRun.rows(json))
        .containsExactly(
            "plain copy of uint8 rows",
            "plain copy of float32 rows",
            "u8 store -> uint8",
            "u8 store -> float32",
            "u8 store -> normalised float32",
            "f32 store -> uint8",
            "f32 store -> float32",
            "f32 store -> normalised float32",
            "packed store -> normalised float32");
    BenchRun.hasFigures(json, "images_per_cpu_second", "images_per_second", "bytes_per_second");
    assertThat(json.path("rows").path(2).path("share_of_roof").asDouble()).isPositive();
    assertThat(json.path("rows").path(2).path("requests_per_image").asDouble()).isPositive();
  }

  @Test
  void feedAndPlanMeasureToo() throws Exception {
    Path feed = folder.resolve("feed.json");
    Path plan = folder.resolve("plan.json");
    ran(
        Command.millrace("bench", "feed", "--rows", 128, "--files", 0, "--epochs", 2)
            .and("--json", feed));
    ran(
        Command.millrace("bench", "plan", "--rows", 10000, "--world", 8, "--files", 100)
            .and("--json", plan));

    assertThat(BenchRun.rows(BenchRun.json(feed, "feed")))
        .hasSize(6)
        .contains("baked, loader, epoch 0", "baked, ranks: 2, epoch 1");
    assertThat(BenchRun.rows(BenchRun.json(plan, "plan")))
        .containsExactly("ranks: 8", "setup of empty files: 100");
  }

  @Test
  void planCapacityMeasuresWhatNobodyTellsIt() throws Exception {
    Path file = folder.resolve("capacity.json");
    ran(
        shortly("plan-capacity", "--gpus", 1, "--images-per-second", 1, "--pictures", 2)
            .and("--side", 45, "--json", file));

    JsonNode json = BenchRun.json(file, "plan-capacity");
    assertThat(BenchRun.rows(json)).containsExactly("direct", "prepared");
    BenchRun.hasFigures(json, "cores", "bytes_per_second", "requests_per_second");
    assertThat(json.path("verdict").asText()).startsWith("no need to prepare");
  }
}
