package io.millrace.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipsTest {
  @ParameterizedTest
  @CsvSource({
    "2, 1, 145, 144",
    "2, 10, 145, 15",
    "16, 5, 145, 26",
    "3, 2, 2, 0",
    "1, 1, 0, 0",
    "1, 5, 1, 1",
    "16, 1, 16, 1",
    "16, 1, 15, 0"
  })
  void countsWholeClipsOnly(int length, int step, int frames, int clips) {
    assertThat(new Clips(length, step, TargetFrame.LAST).count(frames)).isEqualTo(clips);
  }

  /** What torchvision's clips are, said the long way: every start that leaves a whole clip. */
  @ParameterizedTest
  @CsvSource({
    "1, 1", "1, 2", "1, 5", "2, 1", "2, 2", "2, 5", "3, 1", "3, 2", "3, 5", "16, 1", "16, 2",
    "16, 5"
  })
  void cutsLikeAnIndependentOracle(int length, int step) {
    Clips clips = new Clips(length, step, TargetFrame.LAST);
    for (int frames : new int[] {0, 1, 2, 15, 36, 145}) {
      List<FrameRange> expected = new ArrayList<>();
      for (int start = 0; start < frames; start++) {
        boolean whole = true;
        for (int t = 0; t < length; t++) {
          whole &= start + t < frames;
        }
        if (whole && start % step == 0) {
          expected.add(new FrameRange(start, length));
        }
      }

      List<FrameRange> ours =
          IntStream.range(0, clips.count(frames)).mapToObj(clips::clip).toList();
      assertThat(ours).as(frames + " frames").isEqualTo(expected);
    }
  }

  @Test
  void knowsTheFramesOfAClip() {
    assertThat(new Clips(3, 5, TargetFrame.LAST).clip(4)).isEqualTo(new FrameRange(20, 3));
    assertThat(TargetFrame.MID.of(4)).isEqualTo(new FrameRange(2, 1));
    assertThat(TargetFrame.LAST.of(4)).isEqualTo(new FrameRange(3, 1));
    assertThat(new Clips(4, 1, TargetFrame.ALL).targets()).isEqualTo(4);
  }

  @Test
  void refusesClipsOfNothing() {
    assertThatThrownBy(() -> new Clips(0, 1, TargetFrame.LAST))
        .hasMessage(
            "Invalid clips: clip_length_in_frames 0, frames_between_clips 1 (both must be >= 1)");
    assertThat(Clips.NONE.exist()).isFalse();
  }
}
