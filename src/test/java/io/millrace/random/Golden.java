package io.millrace.random;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The golden files of the shared folder: {@code $MILLRACE_SHARED/golden}, by default ../shared. */
public final class Golden {
  private Golden() {}

  /** The file of that name; the test is skipped where the shared folder is not there. */
  public static JsonNode read(String name) {
    Path file =
        Path.of(System.getenv().getOrDefault("MILLRACE_SHARED", "../shared"), "golden", name);
    assumeTrue(
        Files.exists(file),
        () -> "Skipped: " + file.toAbsolutePath() + " is missing (set MILLRACE_SHARED)");
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An array of integers. */
  public static int[] ints(JsonNode array) {
    int[] numbers = new int[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).intValue();
    }

    return numbers;
  }

  /** A 64-bit integer, written as a number or as text, signed or unsigned. */
  public static long bits(JsonNode number) {
    String text = number.asText();
    return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
  }
}
