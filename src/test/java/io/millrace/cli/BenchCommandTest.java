package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.item.Size;
import io.millrace.sampledata.Photographs;
import io.millrace.sampledata.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks that need no Spark, on pictures so small that their figures say nothing. */
class BenchCommandTest {
  private static final String[] RATES = {
    "images_per_cpu_second", "images_per_second", "bytes_per_second", "allocated_bytes_per_image"
  };

  /** Answers as the reference's script does, and takes 8 s for whatever it is asked. */
  private static final String STUB =
      """
      #!/usr/bin/env bash
      case "$*" in *--serve*) ;; *) exit 0 ;; esac
      echo "Python of this test"
      while read -r word mode lengths; do
        if [ "$word" = load ]; then
          for length in $lengths; do head -c "$length" >/dev/null; done
          echo loaded
        else
          echo 8.0
        fi
      done
      """;

  @TempDir private Path folder;

  @Test
  void decodeMeasuresEachKindOfPicture() throws IOException {
    Path file = folder.resolve("decode.json");
    BenchRun run =
        BenchRun.shortly(
                "decode", "--pictures", 2, "--side", 45, "--python", "none", "--json", file)
            .done();

    assertThat(run.out())
        .contains("; decoders: bmp=millrace", "images/CPU-s")
        .containsPattern("accelerators: (none|vector|igzip|vector, igzip);");
    JsonNode json = BenchRun.json(file, "decode");
    assertThat(BenchRun.rows(json))
        .hasSize(12)
        .anyMatch(row -> row.matches("png of \\d+ kB: decode"))
        .anyMatch(row -> row.matches("png of \\d+ kB: to a batch"))
        .anyMatch(row -> row.matches("png mask of \\d+ kB: to a batch"))
        .anyMatch(row -> row.matches("jpeg of \\d+ kB: to a batch"))
        .anyMatch(row -> row.matches("tiff of \\d+ kB: decode"));
    BenchRun.hasFigures(json, RATES);
    assertThat(json.path("rows").path(0).has("against_reference")).isFalse();
  }

  @Test
  void decodeTakesPicturesOfAFolder() throws IOException {
    Photographs photographs = new Photographs(1);
    Size size = new Size(20, 30);
    Path masks = Files.createDirectories(folder.resolve("ground_truth/bent"));
    Files.write(folder.resolve("a.png"), photographs.file(PictureFile.PNG, size, 0));
    Files.write(folder.resolve("b.JPG"), photographs.file(PictureFile.JPEG, size, 0));
    Files.write(masks.resolve("a.png"), PictureFile.PNG.encode(photographs.mask(size, 0)));
    Files.writeString(folder.resolve("readme.txt"), "no picture");
    BenchRun run = BenchRun.shortly("decode", "--data", folder, "--python", "none").done();

    assertThat(run.out()).contains("\njpeg of ", "\npng of ", "\npng mask of ");
    assertThat(
            BenchRun.shortly("decode", "--data", folder, "--kinds", "jpeg", "--python", "none")
                .out())
        .contains("\njpeg of ")
        .doesNotContain("\npng of ");
  }

  @Test
  void decodeRefusesAFolderWithoutPictures() {
    BenchRun run = BenchRun.shortly("decode", "--data", folder);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "millrace: Missing pictures: none of %s is a PNG, JPEG, BMP, PNM, TIFF or WebP (check --data)\n"
                .formatted(folder));
  }

  @Test
  void decodeTimesTheReferenceBesideOurs() throws IOException {
    Path stub = Files.writeString(folder.resolve("python"), STUB);
    Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwx------"));
    Path file = folder.resolve("decode.json");
    BenchRun run =
        BenchRun.shortly(
                "decode",
                "--pictures",
                4,
                "--side",
                45,
                "--kinds",
                "png",
                "--python",
                stub,
                "--json",
                file)
            .done();

    assertThat(run.out()).contains("reference: Python of this test, one thread, rounds alternate");
    JsonNode json = BenchRun.json(file, "decode");
    assertThat(json.path("reference").asText()).isEqualTo("Python of this test");
    BenchRun.hasFigures(json, "against_reference");
    for (JsonNode row : json.path("rows")) {
      assertThat(row.path("reference_cpu_seconds_per_image").asDouble()).isEqualTo(2);
    }
  }

  @Test
  void decodeSaysThatNoPythonIsAtHand() {
    BenchRun named = BenchRun.shortly("decode", "--side", 45, "--python", folder.resolve("none"));
    BenchRun usual = BenchRun.shortly("decode", "--pictures", 1, "--side", 45, "--kinds", "pnm");

    assertThat(named.code()).isEqualTo(2);
    assertThat(named.err())
        .isEqualTo(
            "millrace: Cannot time the reference: %s does not have Pillow, torch and torchvision (install them, or leave --python out)\n"
                .formatted(folder.resolve("none")));
    // whichever holds of this machine
    assertThat(usual.done().out())
        .containsPattern(
            "reference: Python |no reference: neither of python3, target/python/bin/python has"
                + " Pillow, torch and torchvision \\(name one that has by --python\\)");
  }

  @Test
  void directMeasuresTheLoaderBesideItsRoof() throws IOException {
    Path file = folder.resolve("direct.json");
    BenchRun.shortly(
            "direct",
            "--pictures",
            2,
            "--side",
            45,
            "--images",
            6,
            "--batch",
            4,
            "--workers",
            "1,2",
            "--json",
            file)
        .done();

    JsonNode json = BenchRun.json(file, "direct");
    assertThat(BenchRun.rows(json)).containsExactly("files, workers: 1", "files, workers: 2");
    BenchRun.hasFigures(json, RATES);
    BenchRun.hasFigures(json, "roof", "share_of_roof", "bytes_per_image");
    for (JsonNode row : json.path("rows")) {
      assertThat(row.path("requests_per_image").asDouble()).isEqualTo(1);
    }
  }

  @Test
  void ioMeasuresChunksAndFilesBesideACopy() throws IOException {
    Path file = folder.resolve("io.json");
    BenchRun.shortly("io", "--rows", 70, "--files", 3, "--file-bytes", 999, "--json", file).done();

    JsonNode json = BenchRun.json(file, "io");
    assertThat(BenchRun.rows(json))
        .containsExactly(
            "plain copy of chunks", "chunks, unchecked", "chunks, CRC-32C checked", "whole files");
    BenchRun.hasFigures(json, "bytes_per_second", "requests_per_second", "roof", "share_of_roof");
  }

  @Test
  void planMeasuresEachNumberOfRanks() throws IOException {
    Path file = folder.resolve("plan.json");
    BenchRun.of("plan", "--rows", 100_000, "--world", "64,8", "--json", file).done();

    JsonNode json = BenchRun.json(file, "plan");
    assertThat(BenchRun.rows(json)).containsExactly("ranks: 64", "ranks: 8");
    BenchRun.hasFigures(json, "plan_seconds", "batches_seconds", "samples");
  }

  @Test
  void twinsMeasuresTheSearchAndWhichChangesAreFound() throws IOException {
    Path file = folder.resolve("twins.json");
    BenchRun.of("twins", "--hashes", 2000, "--pictures", 5, "--side", 64, "--json", file).done();

    JsonNode json = BenchRun.json(file, "twins");
    assertThat(BenchRun.rows(json))
        .hasSize(2 + TwinChange.values().length)
        .startsWith("hashes: 2000", "JPEG of quality 95")
        .endsWith("two different pictures");
    assertThat(json.path("rows").path(0).path("share_found").asDouble()).isGreaterThan(0.9);
    assertThat(json.path("rows").path(1).path("share_found").asDouble()).isEqualTo(1);
  }
}
