package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With rates from documents: 50 images a CPU-second from files, 20,000 or 8,000 from a store. */
class PlanCapacityCommandTest {
  private static final String DIRECT =
      """
      {"benchmark": "direct", "rows": [
        {"what": "files, workers: 1", "workers": 1, "images_per_cpu_second": 70,
         "bytes_per_image": 1000000, "requests_per_image": 1},
        {"what": "files, workers: 2", "workers": 2, "images_per_cpu_second": 50,
         "bytes_per_image": 1000000, "requests_per_image": 1}]}
      """;

  private static final String PREPARED =
      """
      {"benchmark": "prepared", "rows": [
        {"what": "plain copy of uint8 rows", "images_per_cpu_second": 80000},
        {"what": "u8 store -> uint8", "workers": 2, "images_per_cpu_second": 20000,
         "bytes_per_image": 200000, "requests_per_image": 0.02},
        {"what": "u8 store -> normalised float32", "workers": 2, "images_per_cpu_second": 8000,
         "bytes_per_image": 200000, "requests_per_image": 0.02}]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void measured() throws IOException {
    Files.writeString(folder.resolve("direct.json"), DIRECT);
    Files.writeString(folder.resolve("prepared.json"), PREPARED);
  }

  private BenchRun run(Object... words) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "--from",
                folder.resolve("direct.json"),
                "--from",
                folder.resolve("prepared.json"),
                "--gpus",
                8,
                "--images-per-second",
                2000));
    all.addAll(List.of(words));
    return BenchRun.on(new PlanCapacityCommand(), all);
  }

  @Test
  void saysWhatBothWaysTake() throws IOException {
    Path file = folder.resolve("plan.json");
    run("--cores", 16, "--json", file).done();

    JsonNode json = BenchRun.json(file, "plan-capacity");
    assertThat(BenchRun.rows(json)).containsExactly("direct", "prepared");
    JsonNode direct = json.path("rows").path(0);
    assertThat(direct.path("cores").asDouble()).isEqualTo(40);
    assertThat(direct.path("cores_per_gpu").asDouble()).isEqualTo(5);
    assertThat(direct.path("bytes_per_second").asDouble()).isEqualTo(2e9);
    assertThat(direct.path("requests_per_second").asDouble()).isEqualTo(2000);
    assertThat(direct.path("most_images_per_second").asDouble()).isEqualTo(800);
    JsonNode prepared = json.path("rows").path(1);
    assertThat(prepared.path("cores").asDouble()).isEqualTo(0.1);
    assertThat(prepared.path("bytes_per_second").asDouble()).isEqualTo(4e8);
    assertThat(prepared.path("requests_per_second").asDouble()).isEqualTo(40);
    assertThat(json.path("direct_binds_first").asText()).isEqualTo("CPU");
    assertThat(json.path("verdict").asText()).startsWith("prepare: ");
  }

  @Test
  void saysWhetherToPrepare() {
    assertThat(run("--cores", 64).done().out())
        .endsWith(
            "no need to prepare: decoding files as they are is within all limits that were given\n");
    assertThat(run("--cores", 64, "--network-gbps", 8).done().out())
        .contains("  binds first: network, at 1000 images/s; wanted of what there is: CPU 62.5 %")
        .endsWith(
            "prepare: decoding files as they are ends at 1000 images/s by network, a store is within"
                + " all limits that were given\n");
    assertThat(run("--cores", 64, "--network-gbps", 1.6).done().out())
        .endsWith(
            "prepare, and more is needed: decoding files as they are ends at 200 images/s by network,"
                + " a store at 1000 by network\n");
    assertThat(run("--cores", 64, "--s3-requests-per-second", 500, "--s3-prefixes", 2).done().out())
        .contains("  binds first: requests, at 1000 images/s", "network not given");
  }

  @Test
  void takesOtherFilesAndBatches() {
    assertThat(run("--image-bytes", 500_000, "--cores", 64, "--batch", 256).done().out())
        .contains("binds first: CPU, at 6400 images/s", "steps of 256 images: 7.8 a second");
    assertThat(run("--prepared-as", "FLOAT32", "--cores", 1).done().out())
        .contains("binds first: CPU, at 8000 images/s");
  }

  @Test
  void refusesNothingToFeed() {
    BenchRun run = run("--cores", 0);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("millrace: Invalid demand or supply: every number must be above 0\n");
  }
}
