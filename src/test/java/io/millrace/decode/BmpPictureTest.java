package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Reason;
import org.junit.jupiter.api.Test;

class BmpPictureTest {
  private static final String COLORS = "0a141e00 28323c00 46505a00 646e7800";

  /** A bitmap with a header of 40 bytes; {@code rest} is masks, palette and pixels in hex. */
  private static byte[] bmp(int[] kind, int colors, String rest) {
    int pixels = 54 + (kind[3] == 3 ? 12 : 0) + 4 * colors;
    return Bytes.little()
        .text("BM")
        .u32(0, 0, pixels)
        .u32(40, kind[0], kind[1])
        .u16(1, kind[2])
        .u32(kind[3], 0, 0, 0, colors, 0)
        .hex(rest)
        .done();
  }

  private static int[] kind(int width, int height, int bits, int compression) {
    return new int[] {width, height, bits, compression};
  }

  private static void assertPixels(byte[] file, String mode, int... rgb) throws Exception {
    assertThat(Pixels.rgb(file).values()).containsExactly(rgb);
    assertThat(new ImageDecoder(Limits.standard()).info(file).mode()).isEqualTo(mode);
    assertThat(new ImageDecoder(Limits.standard()).info(file).format()).isEqualTo("BMP");
  }

  @Test
  void readsRowsFromBottomToTopOrTopDown() throws Exception {
    assertPixels(bmp(kind(1, 2, 24, 0), 0, "01020300 04050600"), "RGB", 6, 5, 4, 3, 2, 1);
    assertPixels(bmp(kind(1, -2, 24, 0), 0, "01020300 04050600"), "RGB", 3, 2, 1, 6, 5, 4);
  }

  @Test
  void readsPalettesOfOneFourAndEightBits() throws Exception {
    int[] rgb = {60, 50, 40, 30, 20, 10};
    assertPixels(bmp(kind(2, 1, 1, 0), 2, "0a141e00 28323c00" + "80000000"), "P", rgb);
    assertPixels(bmp(kind(2, 1, 4, 0), 4, COLORS + "10000000"), "P", rgb);
    assertPixels(bmp(kind(2, 1, 8, 0), 4, COLORS + "01000000"), "P", rgb);
  }

  @Test
  void callsAGreyRampGrey() throws Exception {
    String ramp = "00000000 01010100 02020200";
    assertPixels(bmp(kind(2, 1, 8, 0), 3, ramp + "02010000"), "L", 2, 2, 2, 1, 1, 1);
    String two = "00000000 ffffff00";
    assertPixels(bmp(kind(2, 1, 1, 0), 2, two + "40000000"), "1", 0, 0, 0, 255, 255, 255);
  }

  @Test
  void aFullGreyRampIsTheIndicesThemselves() throws Exception {
    StringBuilder ramp = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      ramp.append("%1$02x%1$02x%1$02x00".formatted(i));
    }

    String pixels = "c8030000";
    assertPixels(bmp(kind(2, 1, 8, 0), 256, ramp + pixels), "L", 200, 200, 200, 3, 3, 3);
    String half = ramp.substring(0, 8 * 128);
    assertPixels(bmp(kind(2, 1, 8, 0), 128, half + pixels), "L", 0, 0, 0, 3, 3, 3);
  }

  @Test
  void widensSixteenBitsAsPillowDoes() throws Exception {
    String masks = "00f80000 e0070000 1f000000";
    assertPixels(bmp(kind(2, 1, 16, 0), 0, "ff7f e003"), "RGB", 255, 255, 255, 0, 255, 0);
    assertPixels(bmp(kind(1, 1, 16, 0), 0, "2104 0000"), "RGB", 8, 8, 8);
    assertPixels(bmp(kind(1, 1, 16, 3), 0, masks + "2108 0000"), "RGB", 8, 4, 8);
  }

  @Test
  void findsBytesByTheirMasks() throws Exception {
    String masks = "000000ff 0000ff00 00ff0000";
    assertPixels(bmp(kind(1, 1, 32, 3), 0, masks + "01020304"), "RGB", 4, 3, 2);
    assertPixels(bmp(kind(1, 1, 32, 0), 0, "01020304"), "RGB", 3, 2, 1);
    assertPixels(bmp(kind(1, 1, 32, 3), 0, "00".repeat(12) + "01020304"), "RGBA", 3, 2, 1);
  }

  @Test
  void readsRunsOfBytesAndNibbles() throws Exception {
    byte[] bytes = bmp(kind(4, 2, 8, 1), 4, COLORS + "0101 0003 0203 0000 0000 0400 0001");
    assertThat(Pixels.grey(bytes).values()).containsExactly(22, 22, 22, 22, 52, 82, 112, 22);
    byte[] nibbles = bmp(kind(6, 1, 4, 2), 4, COLORS + "0312 0003 3010");
    assertThat(Pixels.grey(nibbles).values()).containsExactly(52, 82, 52, 112, 22, 52);
    byte[] skips = bmp(kind(2, 2, 8, 1), 4, COLORS + "0002 0101 0103 0001");
    assertThat(Pixels.grey(skips).values()).containsExactly(22, 112, 22, 22);
  }

  @Test
  void readsAnOldHeader() throws Exception {
    byte[] file =
        Bytes.little().text("BM").u32(0, 0, 26).u32(12).u16(1, 1, 1, 24).hex("01020300").done();
    assertPixels(file, "RGB", 3, 2, 1);
  }

  @Test
  void refusesWhatIsTruncated() {
    assertRefused(
        bmp(kind(2, 2, 24, 0), 0, "0102"),
        Reason.TRUNCATED,
        "is truncated: its pixels need 16 bytes from byte 54 on, 2 are there");
    assertRefused(
        Bytes.little().text("BM").u32(0, 0, 54).done(),
        Reason.TRUNCATED,
        "is truncated: its header has 14 of 26 bytes");
    assertRefused(
        bmp(kind(4, 2, 8, 1), 4, COLORS + "0201"),
        Reason.TRUNCATED,
        "is truncated: its runs end after 2 of 8 pixels");
  }

  @Test
  void refusesKindsThatItCannotRead() {
    assertRefused(
        Bytes.little().text("BM").u32(0, 0, 0, 99, 0, 0, 0).done(),
        Reason.UNSUPPORTED_FORMAT,
        "is a BMP with a header of 99 bytes");
    assertRefused(
        bmp(kind(1, 1, 0, 4), 0, "00000000"),
        Reason.UNSUPPORTED_FORMAT,
        "is a BMP of 0 bits with compression 4");
    assertRefused(
        bmp(kind(1, 1, 2, 0), 0, "00000000"),
        Reason.UNSUPPORTED_FORMAT,
        "is a BMP of 2 bits a pixel");
    assertRefused(
        bmp(kind(1, 1, 16, 3), 0, "000f0000 f0000000 0f000000 00000000"),
        Reason.UNSUPPORTED_FORMAT,
        "is a BMP with the bit fields 00000f00, 000000f0, 0000000f and 00000000");
    assertRefused(
        bmp(kind(1, 1, 8, 0), 99_999, ""),
        Reason.CORRUPT,
        "is a BMP with a palette of 99999 colours");
    assertRefused(
        bmp(kind(70_000, 70_000, 24, 0), 0, ""),
        Reason.TOO_LARGE,
        "is 70000 x 70000, more than 178956970 pixels");
  }
}
