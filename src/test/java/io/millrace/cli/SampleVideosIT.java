package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drawn Avenue by the command line. */
class SampleVideosIT {
  @TempDir Path folder;

  @Test
  void drawsVideosWithTheirLabelsAndSaysSo() throws Exception {
    Path out = folder.resolve("avenue");
    Command.Result done =
        Command.millrace("sample-data", "--data", "avenue", "--out", out)
            .and("--videos", "1,2", "--frames", 8, "--size", "64x96", "--seed", 3)
            .run();

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.err()).isEmpty();
    assertThat(done.out()).matches("3 videos and 2 files of labels, 0\\.\\d MB, in " + out + "\n");
    assertThat(out.resolve("training_videos/01.avi")).exists();
    assertThat(out.resolve("testing_videos/02.avi")).exists();
    assertThat(out.resolve("ground_truth_demo/testing_label_mask/2_label.mat")).exists();
  }

  @Test
  void refusesOptionsOfTheOtherLayout() throws Exception {
    Path out = folder.resolve("none");
    Command.Result images =
        Command.millrace("sample-data", "--data", "Avenue", "--images", 9, "--out", out).run();
    Command.Result frames = Command.millrace("sample-data", "--frames", 9, "--out", out).run();
    Command.Result layout = Command.millrace("sample-data", "--data", "cinema", "--out", out).run();

    assertThat(images.code()).isEqualTo(Failures.USAGE);
    assertThat(images.err())
        .startsWith("millrace: Unsupported: --images means nothing to Avenue\n");
    assertThat(frames.err()).startsWith("millrace: Unsupported: --frames means nothing to MVTecAD");
    assertThat(layout.err()).startsWith("millrace: Unsupported: --data must be ");
    assertThat(Files.exists(out)).isFalse();
  }

  @Test
  void timesAVideo() throws Exception {
    Command.Result done =
        Command.millrace("bench", "video", "--frames", 40, "--rounds", 1, "--clips", 2).run();

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out().lines())
        .hasSize(3 + 6)
        .anyMatch(line -> line.matches("tensors in order +\\d+ +40"))
        .anyMatch(line -> line.matches("random clips of 2 frames +\\d+ +\\d+"));
  }
}
