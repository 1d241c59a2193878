package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;

/** Asserts what a file is refused for. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(byte[] file, Reason reason, String message) {
    for (ColorMode mode : ColorMode.values()) {
      assertThatThrownBy(() -> Pixels.decode(file, mode))
          .isInstanceOfSatisfying(
              UnreadableException.class, e -> assertThat(e.reason()).isEqualTo(reason))
          .hasMessage(message);
    }
  }
}
