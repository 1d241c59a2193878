package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The doctor by its command, here and on a cluster. */
@ExtendWith(Workshop.Guest.class)
class DoctorIT {
  @TempDir private Path folder;

  @Test
  void looksAtThisMachineAndMeasuresAPath(Workshop workshop) throws Exception {
    Path picture = workshop.data().resolve(Workshop.SLOW);
    Command.Result done = Command.millrace("doctor", "--probe", picture).run();

    assertThat(done.code()).as(done.out() + done.err()).isZero();
    List<String> lines = done.out().lines().toList();
    assertThat(lines.get(0)).startsWith("driver on ");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("  ok    java         17."))
        .anyMatch(line -> line.startsWith("  ok    engine       PyTorch 2.7.1, makes tensors"))
        .anyMatch(line -> line.startsWith("  ok    decoders     bmp=millrace, jpeg=opencv"))
        .anyMatch(line -> line.matches("  ok    video        FFmpeg \\S+ \\(LGPL version 3 .*"))
        .anyMatch(line -> line.matches("  ok    read rate    [0-9]+ MB/s by one thread, .*"))
        .noneMatch(line -> line.startsWith("executor "));
  }

  @Test
  void failsWithAWayOutWhereAPathCannotBeRead(Workshop workshop) throws Exception {
    Path none = workshop.data().resolve("none");
    Command.Result done = Command.millrace("doctor", "--probe", none).run();

    assertThat(done.code()).isEqualTo(Failures.USAGE);
    assertThat(done.out())
        .contains(
            "  fail  read rate    cannot read " + none + ": there is no such file or folder (");
  }

  @Test
  void looksAtEveryExecutorOfAClusterByTheExampleAlsoWithoutLibraries(Workshop workshop)
      throws Exception {
    // libraries of a version that nobody has
    String cache = Files.createDirectory(folder.resolve("no libraries")).toString();
    Submit submit =
        workshop
            .cluster()
            .submit()
            .properties(Command.PROJECT.resolve("conf/spark-standalone.properties"))
            .conf("spark.executor.cores", "1")
            .conf("spark.executor.resource.gpu.amount", "1")
            .conf("spark.task.resource.gpu.amount", "1")
            .conf("spark.executorEnv.DJL_CACHE_DIR", cache)
            .conf("spark.executorEnv.PYTORCH_VERSION", "9.9.9");
    Command.Result done =
        submit
            .millrace("doctor")
            .with("DJL_CACHE_DIR", cache)
            .with("PYTORCH_VERSION", "9.9.9")
            .run();

    assertThat(done.code()).as(done.out() + done.err()).isZero();
    assertThat(done.out())
        .contains("\nexecutor 0 on ", "\nexecutor 1 on ")
        .contains("  ok    executors    all 2 have answered")
        .contains("  ok    gpu          address 0 is gpu 0 of this process\n")
        .contains("  ok    gpu          address 1 is gpu 1 of this process\n")
        .contains("  ok    settings     ranks outlive lost executors")
        .contains("  warn  engine       no tensors: ", "take --jars pytorch-native-cpu-");
    assertThat(done.out().lines().filter(line -> line.startsWith("executor "))).hasSize(2);
    assertThat(done.out().lines().filter(line -> line.contains("video        FFmpeg "))).hasSize(3);
  }
}
