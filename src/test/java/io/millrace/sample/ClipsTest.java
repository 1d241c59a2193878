package io.millrace.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
