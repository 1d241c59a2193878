package io.millrace.decode.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.sampledata.VideoWriter.Coding;
import io.millrace.sampledata.VideoWriter.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames of videos that the tests draw. */
class VideoFileTest {
  @BeforeAll
  static void needsFfmpeg() {
    assumeTrue(VideoLibrary.missing().isEmpty(), () -> "Skipped: " + VideoLibrary.missing());
  }

  static Stream<Arguments> codings() {
    Coding mp4 = new Coding("mp4", "mpeg4", "", new Pictures(12, 2));
    return Stream.of(
        Arguments.of(Coding.AVENUE, 100),
        Arguments.of(Coding.AVENUE.with(new Pictures(250, 2)), 100),
        Arguments.of(Coding.AVENUE.with(new Pictures(12, 0)), 100),
        Arguments.of(Coding.AVENUE.with(new Pictures(1, 0)), 40),
        Arguments.of(Coding.AVENUE, 1),
        Arguments.of(Coding.AVENUE, 2),
        Arguments.of(mp4, 100),
        Arguments.of(new Coding("matroska", "mpeg4", "", new Pictures(15, 2)), 100),
        Arguments.of(new Coding("mp4", "libopenh264", "", new Pictures(10, 0)), 100),
        Arguments.of(new Coding("avi", "ffv1", "", new Pictures(1, 0)), 60),
        Arguments.of(new Coding("mpegts", "mpeg2video", "", new Pictures(10, 2)), 100),
        Arguments.of(new Coding("webm", "libvpx", "", new Pictures(20, 0)), 60));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void framesAreTheSameInEveryOrder(Coding coding, int frames) throws IOException {
    byte[] bytes = DrawnVideo.of(coding, frames);
    List<String> inOrder = new ArrayList<>();
    try (VideoFile video = DrawnVideo.open(bytes)) {
      assertThat(video.frames()).isEqualTo(frames);
      assertThat(video.damage()).isEmpty();
      for (int i = 0; i < frames; i++) {
        inOrder.add(sum(video, i));
      }

      assertThat(video.decoded()).isEqualTo(frames);
    }

    assertThat(inOrder).doesNotHaveDuplicates();
    Random random = new Random(3);
    for (int round = 0; round < 12; round++) {
      try (VideoFile video = DrawnVideo.open(bytes)) {
        for (int i = 0; i < 6; i++) {
          int index = random.nextInt(frames);
          assertThat(sum(video, index)).as("frame %d", index).isEqualTo(inOrder.get(index));
        }
      }
    }
  }

  private static String sum(VideoFile video, int index) throws IOException {
    FrameKeeper kept = new FrameKeeper();
    video.frame(index, kept);
    return kept.sum();
  }
}
