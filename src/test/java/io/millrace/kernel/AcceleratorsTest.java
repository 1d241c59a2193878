package io.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class AcceleratorsTest {
  private static final String NO_PROCESSOR = "the processor's vectors have";

  @Test
  void switchesAllOff() {
    Accelerators none = Accelerators.choose("none");
    assertThat(none.on()).isEmpty();
    assertThat(none.missing()).isEmpty();
    assertThat(none.kernels().name()).isEqualTo("plain");
    assertThat(none.inflate()).isEmpty();
  }

  @Test
  void findsWhatThisMachineHasOrSaysWhyNot() {
    for (String kind : new String[] {"vector", "igzip"}) {
      Accelerators one = Accelerators.choose(" " + kind.toUpperCase(java.util.Locale.ROOT));
      if (one.on().isEmpty()) {
        assertThat(one.missing()).singleElement().asString().startsWith(kind + ": ");
        assertThat(one.missing().get(0)).containsAnyOf(NO_PROCESSOR, "its library does not load");
      } else {
        assertThat(one.on()).containsExactly(kind);
        assertThat(one.missing()).isEmpty();
      }
    }
    assertThat(Accelerators.choose("all").on())
        .isEqualTo(Accelerators.choose("vector, igzip").on());
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accelerators.choose("vector,gpu"))
        .withMessage(
            "Invalid millrace.accelerators: gpu (must be all, none, or some of vector, igzip with"
                + " commas between)");
  }

  @Test
  void saysThatAStreamIsNotAllThere() throws IOException {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    byte[] stream = deflated(content);
    Accelerators.choose("igzip")
        .inflate()
        .ifPresent(
            inflate -> {
              byte[] target = new byte[content.length];
              assertThat(inflate.inflate(stream, stream.length, target, target.length)).isTrue();
              assertThat(target).isEqualTo(content);
              assertThat(inflate.inflate(stream, 50_000, target, target.length)).isFalse();
              stream[stream.length - 1]++; // not the sum of its content
              assertThat(inflate.inflate(stream, stream.length, target, target.length)).isFalse();
              byte[] damaged = stream.clone();
              damaged[2] = 7; // a block of no known kind
              assertThat(inflate.inflate(damaged, stream.length, target, target.length)).isFalse();
            });
  }

  private static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
