package io.millrace.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

  /** What a JVM that is told not to optimise says is missing. */
  static final class Missing {
    private Missing() {}

    public static void main(String[] none) {
      System.out.println(Accelerators.choose("vector").missing());
    }
  }

  @Test
  void takesNoVectorsWhereTheJvmDoesNotOptimise() throws Exception {
    assumeTrue(
        Accelerators.choose("vector").missing().isEmpty(), "Skipped: no vectors of 256 bits here");
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    Process child =
        new ProcessBuilder(
                java,
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Missing.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor()).isZero();
    assertThat(out.strip())
        .isEqualTo(
            List.of(
                    "vector: the JVM does not optimise: it was started with"
                        + " -XX:TieredStopAtLevel=1")
                .toString());
  }
}
