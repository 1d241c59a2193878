package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.kernel.Accelerators;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Damages PNGs of every kind, 100 times each unless {@code -Dmillrace.mutations=5000} says else;
 * {@code -Dmillrace.mutations.seed=7} damages them in other ways. Sums of what came of it are held
 * against those of a JVM without accelerators.
 */
class PngFuzzTest {
  private static final int TIMES = Integer.getInteger("millrace.mutations", 100);
  private static final long SEED = Long.getLong("millrace.mutations.seed", 20_261_125);

  /** All of a test's pictures; a tenth of a second would be long for one. */
  private static final Duration DEADLINE = Duration.ofSeconds(60 + TIMES);

  @Test
  void drawnPicturesAreReadOrRefused() throws Exception {
    check(PngKinds.some());
  }

  @Test
  void picturesOfTheSuiteAreReadOrRefused() throws Exception {
    String shared = System.getenv().getOrDefault("MILLRACE_SHARED", "../shared");
    Path suite = Path.of(shared, "data/real/edge/pngsuite").toAbsolutePath();
    assumeTrue(Files.exists(suite), "Skipped: " + suite + " is missing (set MILLRACE_SHARED)");
    check(PngOutcomes.files(suite), suite);
  }

  private static void check(Map<String, byte[]> pictures, Object... folder) throws Exception {
    Process plain = withoutAccelerators(folder);
    try {
      PngOutcomes outcomes = new PngOutcomes(TIMES, SEED);
      assertTimeoutPreemptively(DEADLINE, () -> outcomes.addAll(pictures));
      System.out.printf(
          "millrace.mutations=%d of %d pictures, accelerators %s: %d taken, %d refused%n",
          TIMES, pictures.size(), Accelerators.chosen().on(), outcomes.taken(), outcomes.refused());
      assertThat(outcomes.taken()).isGreaterThan(TIMES * pictures.size() / 20);
      assertThat(outcomes.refused()).isGreaterThan(TIMES * pictures.size() / 3);
      List<String> lines = new ArrayList<>(List.of("[]"));
      outcomes.sums().forEach((name, sum) -> lines.add(name + " " + sum));
      assertThat(lines).isEqualTo(output(plain));
    } finally {
      plain.destroyForcibly();
    }
  }

  private static Process withoutAccelerators(Object... folder) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-D" + Accelerators.PROPERTY + "=none");
    command.add("-cp");
    command.add(place(ImageDecoder.class) + ":" + place(PngOutcomes.class));
    command.addAll(List.of(PngOutcomes.class.getName(), "" + TIMES, "" + SEED));
    for (Object word : folder) {
      command.add(word.toString());
    }

    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private static List<String> output(Process process) throws Exception {
    try (InputStream out = process.getInputStream()) {
      return assertTimeoutPreemptively(
          DEADLINE, () -> new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }
}
