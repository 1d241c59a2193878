package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String[] WORDS = {"drawing", "pictures"};

  @Test
  void saysHowFarHowFastAndHowLongStill() {
    assertThat(Progress.line(WORDS, 12, 48, 1.5))
        .isEqualTo("drawing [#####---------------] 12/48 pictures, 8.0/s, 0:05 left");
    assertThat(Progress.line(WORDS, 1, 3601, 1))
        .isEqualTo("drawing [--------------------] 1/3601 pictures, 1.0/s, 60:00 left");
  }

  @Test
  void saysNoTimeBeforeAnythingIsDone() {
    assertThat(Progress.line(WORDS, 0, 48, 0))
        .isEqualTo("drawing [--------------------] 0/48 pictures, 0.0/s");
  }

  @Test
  void neverGoesBeyondTheEnd() {
    assertThat(Progress.line(WORDS, 50, 48, 10))
        .isEqualTo("drawing [####################] 50/48 pictures, 5.0/s, 0:00 left");
    assertThat(Progress.line(WORDS, 0, 0, 1)).startsWith("drawing [####################] 0/0");
  }
}
