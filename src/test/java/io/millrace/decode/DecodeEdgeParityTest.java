package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares 319 odd pictures with what Pillow 12.3.0 makes of them. */
class DecodeEdgeParityTest {
  private static final String SAME = "same";
  private static final String NEITHER = "neither";

  /** Every file that Pillow and this decoder do not treat alike, and why. */
  private static final Map<String, String> KNOWN =
      Map.of(
          // Pillow does not check the CRC of pixel data
          "pngsuite/xcsn0g01.png",
          "refused: has a wrong CRC in chunk IDAT at byte 49",
          // no Zstandard in the JDK
          "image-tiff/int16_zstd.tif",
          "refused: is a TIFF with compression 50000 (Zstandard), which is not supported",
          // Pillow knows no big-endian BigTIFF
          "image-tiff/bigtiff/BigTIFFMotorola.tif",
          "only ours: TIFF 64 x 64 RGB");

  private static Path shared;

  @BeforeAll
  static void findGoldenFiles() {
    String property = System.getProperty("MILLRACE_SHARED", "../shared");
    shared = Path.of(System.getenv().getOrDefault("MILLRACE_SHARED", property));
    assumeTrue(
        Files.exists(shared.resolve("golden/decode_edge.json")),
        "skipped: no golden/decode_edge.json in " + shared + " (set MILLRACE_SHARED)");
  }

  @Test
  void givesPillowsPixelsOrSaysWhyNot() throws Exception {
    Map<String, String> outcomes = new TreeMap<>();
    JsonNode golden =
        new ObjectMapper().readTree(shared.resolve("golden/decode_edge.json").toFile());
    for (Iterator<String> names = golden.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      outcomes.put(name, outcome(read(name), golden.get(name)));
    }

    Map<String, Integer> counts = new TreeMap<>();
    outcomes.values().forEach(found -> counts.merge(found.replaceAll(":.*", ""), 1, Integer::sum));
    System.out.println("decode_edge: " + counts);
    outcomes.values().removeIf(found -> found.equals(SAME) || found.equals(NEITHER));
    assertThat(outcomes).isEqualTo(new TreeMap<>(KNOWN));
    assertThat(counts).containsEntry(NEITHER, 75);
  }

  private static byte[] read(String name) throws IOException {
    return Files.readAllBytes(shared.resolve("data/real/edge").resolve(name));
  }

  private static String outcome(byte[] file, JsonNode pillow) throws GeneralSecurityException {
    try {
      Pixels pixels = Pixels.rgb(file);
      assertThat(Pixels.grey(file).bytes()).isEqualTo(luma(pixels.bytes()));
      ImageInfo info = new ImageDecoder(Limits.standard()).info(file);
      String ours = "%d x %d %s".formatted(info.width(), info.height(), info.mode());
      return pillow.has("error")
          ? "only ours: " + info.format() + " " + ours
          : compare(pixels, ours, pillow);
    } catch (UnreadableException e) {
      return pillow.has("error") ? NEITHER : "refused: " + e.getMessage();
    }
  }

  private static String compare(Pixels pixels, String ours, JsonNode pillow)
      throws GeneralSecurityException {
    String theirs =
        "%d x %d %s"
            .formatted(
                pillow.get("width").asInt(),
                pillow.get("height").asInt(),
                pillow.get("mode").asText());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(pixels.bytes());
    boolean same = HexFormat.of().formatHex(digest).equals(pillow.get("rgb_sha256").asText());
    return same && ours.equals(theirs) ? SAME : "differs: " + ours + ", Pillow " + theirs;
  }

  /** Pillow's {@code L} of its RGB, which is also the grey of what is grey. */
  private static byte[] luma(byte[] rgb) {
    byte[] grey = new byte[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      int red = rgb[3 * i] & 255;
      int green = rgb[3 * i + 1] & 255;
      int blue = rgb[3 * i + 2] & 255;
      grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
    }

    return grey;
  }
}
