package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kill -9 leaves whole files, and the next run makes up for it. */
class KilledBatchesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void leavesWholeFilesAndCompletesWhenRunAgain() throws Exception {
    Path root = folder.resolve("data");
    Command.millrace("sample-data", "--images", 200, "--size", "64x64", "--out", root).run();
    Command batches =
        Command.millrace("batches", "--split", "train", "--data", "MVTecAD", "--data.root", root)
            .and("--data.category", "millstone", "--data.seed", 5)
            .and("--data.train_batch_size", 1);
    Path undisturbed = folder.resolve("undisturbed");
    Command.Result all = batches.and("--out", undisturbed).run();
    assertThat(all.code()).as(all.err()).isZero();
    List<Path> expected = files(undisturbed);

    Path killed = Files.createDirectory(folder.resolve("killed"));
    kill(batches.and("--out", killed), killed);
    List<Path> left = files(killed);
    for (Path file : left) {
      assertThat(SafetensorsFile.read(file).tensors()).containsKey("image");
    }

    assertThat(left).isNotEmpty().hasSizeLessThan(expected.size());

    Command.Result again = batches.and("--out", killed).run();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err())
        .startsWith("millrace: Cannot write batches: there is " + killed)
        .endsWith("(choose another --out, or add --overwrite)\n");

    Command.Result over = batches.and("--out", killed, "--overwrite").run();
    assertThat(over.code()).as(over.err()).isZero();
    assertThat(files(killed)).hasSameSizeAs(expected);
    for (Path file : expected) {
      assertThat(killed.resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
  }

  /** Kills the command as soon as its first file is there. */
  private static void kill(Command command, Path out) throws Exception {
    try (Command.Running running = command.start()) {
      Instant end = Instant.now().plus(PATIENCE);
      while (files(out).isEmpty()) {
        assertThat(running.process().isAlive()).as("still running").isTrue();
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(1);
      }

      running.process().destroyForcibly().waitFor();
      assertThat(running.process().exitValue()).isEqualTo(128 + 9);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    }
  }
}
