package io.millrace.decode.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.sampledata.VideoWriter.Coding;
import io.millrace.sampledata.VideoWriter.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H.264 with B pictures, which only FFmpeg's GPL build can write. */
class H264IT {
  private static final int FRAMES = 150;

  @TempDir static Path folder;

  @BeforeAll
  static void writeVideos() throws Exception {
    assumeTrue(VideoLibrary.missing().isEmpty(), () -> "Skipped: " + VideoLibrary.missing());
    Process writer =
        ChildJvm.bare()
            .jar(GplBuild.in(folder))
            .jarOf(ChildJvm.JAVACPP)
            .option("-Dorg.bytedeco.javacpp.platform.extension=-gpl")
            .option("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"))
            .start(Writer.class, folder);
    String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(writer.waitFor()).as(said).isZero();
    assertThat(said).contains("GPL version 3");
  }

  /** Runs with the GPL build. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] words) throws IOException {
      System.out.println(VideoLibrary.version());
      for (String container : List.of("mp4", "matroska", "avi", "mpegts")) {
        Coding coding = new Coding(container, "libx264", "", new Pictures(24, 3));
        Files.write(Path.of(words[0], "h264." + container), DrawnVideo.of(coding, FRAMES));
      }
    }
  }

  @Test
  void framesAreTheSameInEveryOrder() throws IOException {
    for (String container : List.of("mp4", "matroska", "avi", "mpegts")) {
      byte[] bytes = Files.readAllBytes(folder.resolve("h264." + container));
      List<String> inOrder = new ArrayList<>();
      try (VideoFile video = DrawnVideo.open(bytes)) {
        assertThat(video.info().codec()).isEqualTo("h264");
        assertThat(video.frames()).as(container).isEqualTo(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
          inOrder.add(sum(video, i));
        }

        assertThat(video.decoded()).isEqualTo(FRAMES);
      }

      assertThat(inOrder).doesNotHaveDuplicates();
      Random random = new Random(5);
      for (int round = 0; round < 10; round++) {
        try (VideoFile video = DrawnVideo.open(bytes)) {
          for (int i = 0; i < 6; i++) {
            int index = random.nextInt(FRAMES);
            assertThat(sum(video, index))
                .as("%s, frame %d", container, index)
                .isEqualTo(inOrder.get(index));
          }
        }
      }
    }
  }

  @Test
  void reachesAFarFrameFromTheKeyFrameBeforeIt() throws IOException {
    for (String container : List.of("mp4", "matroska")) {
      try (VideoFile video =
          DrawnVideo.open(Files.readAllBytes(folder.resolve("h264." + container)))) {
        sum(video, 130);

        assertThat(video.decoded()).as(container).isLessThan(30);
      }
    }
  }

  private static String sum(VideoFile video, int index) throws IOException {
    FrameKeeper kept = new FrameKeeper();
    video.frame(index, kept);
    return kept.sum();
  }
}
