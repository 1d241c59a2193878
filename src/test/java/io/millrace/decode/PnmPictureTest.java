package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Reason;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PnmPictureTest {
  private static byte[] pnm(String head, int... values) {
    return Bytes.big().text(head).u8(values).done();
  }

  private static void assertGrey(byte[] file, String mode, int... values) throws Exception {
    assertThat(Pixels.grey(file).values()).containsExactly(values);
    ImageInfo info = new ImageDecoder(Limits.standard()).info(file);
    assertThat(info.format() + " " + info.mode()).isEqualTo("PNM " + mode);
  }

  @Test
  void readsBitmapsWithOneForBlack() throws Exception {
    assertGrey(pnm("P1\n# drawn by hand\n3 2\n1 0 1\n01 #two\n0\n"), "1", 0, 255, 0, 255, 0, 255);
    assertGrey(pnm("P4 3 2\n", 0xa0, 0x40), "1", 0, 255, 0, 255, 0, 255);
  }

  @Test
  void scalesGreyToItsMaximum() throws Exception {
    assertGrey(pnm("P2 3 1 15 0 7 15"), "L", 0, 119, 255);
    assertGrey(pnm("P5 3 1 255\n", 0, 7, 255), "L", 0, 7, 255);
    assertGrey(pnm("P5 3 1 2\n", 0, 1, 2), "L", 0, 128, 255);
  }

  /** Eight pixels are done at once where there are as many. */
  @Test
  void repeatsGreyInRowsOfEveryWidth() throws Exception {
    for (int width = 1; width < 35; width++) {
      int[] values = new Random(width).ints(2L * width, 0, 256).toArray();
      int[] rgb = IntStream.of(values).flatMap(grey -> IntStream.of(grey, grey, grey)).toArray();
      byte[] file = pnm("P5 " + width + " 2 255\n", values);
      assertThat(Pixels.rgb(file).values()).containsExactly(rgb);
      assertThat(Pixels.grey(file).values()).containsExactly(values);
    }
  }

  @Test
  void readsColorOfEightBits() throws Exception {
    byte[] file = pnm("P6 2 2 255\n", 1, 2, 3, 255, 0, 7, 8, 9, 10, 11, 12, 13);
    assertThat(Pixels.rgb(file).values()).containsExactly(1, 2, 3, 255, 0, 7, 8, 9, 10, 11, 12, 13);
  }

  @Test
  void cutsSixteenBitGreyAsPillowDoes() throws Exception {
    assertGrey(pnm("P5 3 1 65535\n", 0, 7, 0, 255, 1, 96), "I", 7, 255, 255);
    assertGrey(pnm("P2 3 1 65535 7 255 352"), "I", 7, 255, 255);
    assertGrey(pnm("P5 2 1 1000\n", 0, 1, 0, 4), "I", 66, 255);
  }

  @Test
  void scalesSixteenBitColor() throws Exception {
    int[] rgb = {0, 255, 128};
    assertThat(Pixels.rgb(pnm("P6 1 1 65535\n", 0, 7, 255, 255, 128, 0)).values())
        .containsExactly(rgb);
    assertThat(Pixels.rgb(pnm("P3 1 1 2 0 2 1")).values()).containsExactly(rgb);
  }

  @Test
  void readsFloatsFromBottomToTop() throws Exception {
    byte[] little = Bytes.little().text("Pf 2 2\n-1.0\n").f32(1.9f, 300, -5, Float.NaN).done();
    byte[] big = Bytes.big().text("Pf 2 2\n1.0\n").f32(1.9f, 300, -5, Float.NaN).done();
    assertGrey(little, "F", 0, 0, 1, 255);
    assertGrey(big, "F", 0, 0, 1, 255);
  }

  @Test
  void refusesWhatIsTruncated() {
    assertRefused(
        pnm("P5 3 2 255\n", 1, 2, 3),
        Reason.TRUNCATED,
        "is truncated: its pixels need 6 bytes from byte 11 on, 3 are there");
    assertRefused(
        pnm("P2 3 1 255 10 200    "),
        Reason.TRUNCATED,
        "is truncated: it ends at byte 21, before its last pixel");
    assertRefused(
        pnm("P1 4 1 1        "),
        Reason.TRUNCATED,
        "is truncated: it ends at byte 16, before its last pixel");
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertRefused(
        pnm("P5 3 x\u00e9 255\n"), Reason.CORRUPT, "is a PNM with 'x.' for a number before byte 8");
    assertRefused(
        pnm("P5 3 -3 255\n"), Reason.CORRUPT, "is a PNM with '-3' for a number before byte 8");
    assertRefused(
        pnm("Pf 1 1 0\n", 0, 0, 0, 0),
        Reason.CORRUPT,
        "is a PNM with '0' for a number before byte 9");
    assertRefused(
        pnm("P1 1 1 2"), Reason.CORRUPT, "is a plain PBM with a character other than 0 and 1");
  }

  @Test
  void refusesValuesOutOfRange() {
    assertRefused(
        pnm("P2 2 1 9 3 10"), Reason.CORRUPT, "is a PNM with the value 10 above its maximum of 9");
    assertRefused(
        pnm("P5 1 1 65536\n", 0, 0),
        Reason.CORRUPT,
        "is a PNM with a maximum of 65536 (must be 1 to 65535)");
    assertRefused(
        pnm("P6 99999 99999 255\n"),
        Reason.TOO_LARGE,
        "is 99999 x 99999, more than 178956970 pixels");
  }
}
