package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a person has it: the packaged jar, by its script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
  private static final int DONE = 0;
  private static final int UNEXPECTED = 1;
  private static final int USAGE = 2;
  private static final int BAD_DATA = 3;

  @TempDir private static Path folder;
  private Path root;
  private Path batches;

  @BeforeAll
  void drawsAndBatches() throws Exception {
    root = folder.resolve("drawn data");
    batches = folder.resolve("first");
    Command.Result drawn =
        Command.millrace("sample-data", "--images", 12, "--size", "128x128", "--out", root).run();
    assertThat(drawn.err()).isEmpty();
    assertThat(drawn.out()).startsWith("12 pictures and 6 masks");
    batch(batches);
  }

  private void batch(Path out) throws Exception {
    Command.Result done =
        onDrawn("batches", "--split", "train", "--image-size", "64x32")
            .and("--data.seed", 42, "--data.train_batch_size", 3, "--out", out)
            .run();
    assertThat(done.code()).as(done.err()).isEqualTo(DONE);
    assertThat(done.out()).isEqualTo("2 batches, 4 samples, 0 left out, in " + out + "\n");
    assertThat(done.err()).matches(".* train epoch 0: order [0-9a-f]{16}\n");
  }

  private Command onDrawn(Object... words) {
    return on(root, words);
  }

  private static Command on(Path root, Object... words) {
    return Command.millrace(words)
        .and("--data", "MVTecAD", "--data.root", root, "--data.category", "millstone");
  }

  @Test
  void listsCsvOnStandardOutputAndNothingElse() throws Exception {
    Command.Result listed = onDrawn("samples", "--format", "csv", "--data.seed", 0).run();

    assertThat(listed.err()).isEmpty();
    assertThat(listed.code()).isEqualTo(DONE);
    assertThat(listed.out().lines())
        .hasSize(1 + 20) // the validation set is the test set again
        .startsWith(
            "sample_id,category,split,label,label_index,image_path,mask_path,image_bytes,image_modified")
        .allMatch(line -> line.startsWith("sample_id,") || line.startsWith("millstone/"))
        .anyMatch(
            line ->
                line.startsWith("millstone/test/chip/000.png,millstone,test,chip,1,")
                    && line.contains("/ground_truth/chip/000_mask.png,"));
  }

  @Test
  void listsJsonLines() throws Exception {
    // without a seed: it is told on standard error
    Command.Result listed = onDrawn("samples", "--format", "jsonl").run();

    assertThat(listed.err())
        .matches("millrace: seed \\d+ was chosen: give --data.seed \\d+ to repeat\n");
    assertThat(listed.out().lines())
        .hasSize(20)
        .allMatch(line -> line.startsWith("{\"sample_id\":\"millstone/") && line.endsWith("}"))
        .allMatch(line -> line.contains("\"mask_path\":"));
  }

  @Test
  void writesParquet() throws Exception {
    Path out = folder.resolve("samples.parquet");
    Command.Result listed =
        onDrawn("samples", "--format", "parquet", "--data.seed", 0, "--out", out).run();

    assertThat(listed).isEqualTo(new Command.Result(DONE, "", ""));
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.filter(file -> file.toString().endsWith(".parquet")))
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                      .startsWith("PAR1")
                      .endsWith("PAR1"));
    }

    assertThat(onDrawn("samples", "--format", "parquet", "--data.seed", 0, "--out", out).run())
        .isEqualTo(
            new Command.Result(
                USAGE,
                "",
                "millrace: Cannot write samples: there is " + out + " (choose another --out)\n"));
  }

  @Test
  void saysThatTheDiskIsFull() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full");

    assertThat(onDrawn("samples", "--data.seed", 0, "--out", full).run())
        .isEqualTo(
            new Command.Result(
                UNEXPECTED,
                "",
                "millrace: Cannot write all samples to /dev/full: it is full or was closed (check"
                    + " the disk's space)\n"));

    Command listed = onDrawn("samples", "--data.seed", 0);
    List<String> redirected = new ArrayList<>(List.of("sh", "-c", "exec \"$0\" \"$@\" >/dev/full"));
    redirected.addAll(listed.words());
    assertThat(new Command(redirected, listed.environment()).run())
        .isEqualTo(
            new Command.Result(
                UNEXPECTED,
                "",
                "millrace: Cannot write all samples to standard output: it is full or was closed"
                    + " (check the disk's space)\n"));
  }

  @Test
  void refusesToStopBeforeTheFirstBatch() throws Exception {
    Command.Result refused = onDrawn("batches", "--steps", 0, "--out", folder.resolve("no")).run();

    assertThat(refused.code()).isEqualTo(USAGE);
    assertThat(refused.err()).startsWith("millrace: Invalid --steps: 0 (must be >= 1)\n");
  }

  @Test
  void findsNothingWrongWithWhatItDrew() throws Exception {
    Command.Result inspected = onDrawn("inspect", "--deep", "--data.seed", 0).run();

    assertThat(inspected.err()).isEmpty();
    assertThat(inspected.code()).isEqualTo(DONE);
    assertThat(inspected.out()).contains("Findings\nnone\n").endsWith("No errors.\n");
  }

  @Test
  void findsWhatIsBroken() throws Exception {
    Path broken = folder.resolve("broken");
    copy(root, broken);
    Files.delete(broken.resolve("millstone/ground_truth/chip/000_mask.png"));
    try (RandomAccessFile picture =
        new RandomAccessFile(broken.resolve("millstone/train/good/001.png").toFile(), "rw")) {
      picture.setLength(20_000);
    }

    Command.Result inspected = on(broken, "inspect", "--deep", "--data.seed", 0).run();
    Command.Result batched =
        on(broken, "batches", "--data.seed", 0, "--out", folder.resolve("none")).run();
    Path page = folder.resolve("broken.html");
    Command.Result reported = on(broken, "report", "--data.seed", 0, "--out", page).run();

    assertThat(inspected.code()).isEqualTo(BAD_DATA);
    assertThat(inspected.out())
        .containsPattern(
            "missing_mask +millstone/test/chip/000.png .* is abnormal and has no mask ")
        .containsPattern("truncated +millstone/train/good/001.png .* is truncated: chunk IDAT ")
        .endsWith("There are errors.\n");
    assertThat(batched.code()).isEqualTo(BAD_DATA);
    assertThat(batched.out()).isEmpty();
    assertThat(batched.err())
        .contains("\nmillrace: Cannot read IMAGE of sample millstone/train/good/001.png: ")
        .contains("is truncated: chunk IDAT at byte 33 claims")
        .endsWith("(copy the file again from its origin)\n");
    assertThat(reported.code()).as(reported.err()).isEqualTo(BAD_DATA);
    assertThat(reported.out()).startsWith("12 samples, 2 findings, 2 of them errors, ");
    assertThat(page).content().contains("2 errors and 0 warnings were found.");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void givesTheSameBatchesForTheSameSeed() throws Exception {
    Path again = folder.resolve("again");
    batch(again);

    for (String name : List.of("train-00000.safetensors", "train-00001.safetensors")) {
      assertThat(again.resolve(name)).hasSameBinaryContentAs(batches.resolve(name));
    }
  }

  @Test
  void writesBatchesThatOthersRead() throws Exception {
    SafetensorsFile file = SafetensorsFile.read(batches.resolve("train-00000.safetensors"));

    assertThat(file.metadata())
        .containsEntry("split", "train")
        .containsEntry("seed", "42")
        .hasEntrySatisfying(
            "sample_ids",
            ids -> assertThat(ids).matches("\\[(\"millstone/train/good/00\\d.png\",?){3}]"));
    assertThat(file.tensors()).containsOnlyKeys("image", "gt_label", "gt_mask");
    SafetensorsFile.Tensor image = file.tensors().get("image");
    assertThat(image.type() + image.shape()).isEqualTo("F32[3,3,64,32]");
    for (int at = 0; at < image.data().capacity(); at += Float.BYTES) {
      assertThat(image.data().getFloat(at)).isBetween(0f, 1f);
    }

    SafetensorsFile.Tensor label = file.tensors().get("gt_label");
    assertThat(label.type() + label.shape()).isEqualTo("I8[3]");
    assertThat(label.data()).isEqualTo(ByteBuffer.allocate(3));
    SafetensorsFile.Tensor mask = file.tensors().get("gt_mask");
    assertThat(mask.type() + mask.shape()).isEqualTo("U8[3,64,32]");
    assertThat(mask.data()).isEqualTo(ByteBuffer.allocate(3 * 64 * 32));
  }

  @Test
  void writesBatchesThatPythonReads() throws Exception {
    Command python = new Command(List.of("env", "python3", "-c"), Map.of());
    assumeTrue(
        python.and("import safetensors, numpy").run().code() == 0,
        "Skipped: there is no python3 with safetensors and numpy");

    Command.Result read =
        python
            .and(
                """
                import sys
                from safetensors import safe_open
                with safe_open(sys.argv[1], framework="np") as f:
                    print({k: (str(f.get_tensor(k).dtype), f.get_tensor(k).shape) for k in sorted(f.keys())})
                """)
            .and(batches.resolve("train-00000.safetensors"))
            .run();

    assertThat(read.out())
        .isEqualTo(
            "{'gt_label': ('int8', (3,)), 'gt_mask': ('uint8', (3, 64, 32)),"
                + " 'image': ('float32', (3, 3, 64, 32))}\n");
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    Command.Result key = onDrawn("samples", "--data.catgory", "x").run();
    Command.Result category =
        Command.millrace("samples", "--data", "MVTecAD", "--data.root", root)
            .and("--data.category", "wood", "--data.seed", 0)
            .run();
    Command.Result missing = on(folder.resolve("nowhere"), "samples", "--data.seed", 0).run();
    Command.Result option = onDrawn("samples", "--fromat", "csv").run();

    assertThat(key)
        .isEqualTo(usage("Invalid data.catgory: unknown key (did you mean data.category?)\n"));
    assertThat(category)
        .isEqualTo(
            usage("Missing category: wood is not below " + root + ", which has millstone\n"));
    assertThat(missing.err())
        .startsWith("millrace: Missing data.root: there is no folder " + folder.resolve("nowhere"))
        .contains("run 'millrace sample-data' to draw one");
    assertThat(missing.code()).isEqualTo(USAGE);
    assertThat(option)
        .isEqualTo(usage("Unknown option: '--fromat'\nTry 'millrace samples --help'.\n"));
  }

  private static Command.Result usage(String message) {
    return new Command.Result(USAGE, "", "millrace: " + message);
  }

  @Test
  void reportsOnAPageAndAsJson() throws Exception {
    Path page = folder.resolve("new/report.html");
    Path json = folder.resolve("report.json");
    Command.Result done = onDrawn("report", "--out", page, "--json", json).run();

    assertThat(done.code()).as(done.err()).isEqualTo(DONE);
    assertThat(done.out())
        .isEqualTo(
            ("12 samples, 0 findings, 0 of them errors, 0 with a twin in an earlier subset,"
                    + " in %s and %s\n")
                .formatted(page, json));
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("millstone");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.path("pictures").path("count").asInt()).isEqualTo(12);
    assertThat(report.path("defects")).hasSize(3);
    assertThat(onDrawn("report").run().err())
        .contains("Missing --out or --json: where the report goes");
  }
}
