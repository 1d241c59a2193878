package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.util.List;

/** Asserts what a file is refused for. */
final class Refusals {
  private Refusals() {}

  /** By every decoder that is here. */
  static void assertRefused(byte[] file, Reason reason, String message) {
    for (JpegDecoder decoder : List.of(JpegDecoder.JDK, JpegDecoder.best())) {
      for (ColorMode mode : ColorMode.values()) {
        assertThatThrownBy(() -> Pixels.decode(file, mode, decoder))
            .as("%s", decoder)
            .isInstanceOfSatisfying(
                UnreadableException.class, e -> assertThat(e.reason()).isEqualTo(reason))
            .hasMessage(message);
      }
    }
  }
}
