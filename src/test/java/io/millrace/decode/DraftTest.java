package io.millrace.decode;

import static javax.imageio.ImageWriteParam.MODE_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.decode.jpeg.OpenCv;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static Pixels decode(byte[] file, ColorMode mode, Draft draft) throws Exception {
    assumeTrue(OpenCv.missing().isEmpty(), () -> "Skipped: " + OpenCv.missing());
    Pixels pixels = new Pixels();
    ImageInfo info =
        new ImageDecoder(new Decoding(Limits.standard(), JpegDecoder.OPENCV, draft))
            .decode(file, mode, pixels);
    assertThat(info.width() + " x " + info.height()).isEqualTo("61 x 35");
    return pixels;
  }

  private static void assertSize(Pixels pixels, int width, int height) {
    assertThat(pixels.width() + " x " + pixels.height()).isEqualTo(width + " x " + height);
  }

  @Test
  void noSideFallsBelowWhatIsAskedFor() {
    assertThat(new Draft(256, 256).divisor(1000, 1500)).isEqualTo(2);
    assertThat(new Draft(250, 250).divisor(1000, 1500)).isEqualTo(4);
    assertThat(new Draft(1, 1).divisor(1000, 1500)).isEqualTo(8);
    assertThat(new Draft(126, 1).divisor(1001, 1500)).isEqualTo(8);
    assertThat(new Draft(127, 1).divisor(1001, 1500)).isEqualTo(4);
    assertThat(new Draft(1001, 1).divisor(1000, 1500)).isEqualTo(1);
    assertThat(Draft.NONE.divisor(65_535, 65_535)).isEqualTo(1);
  }

  @Test
  void decodesColorAndGreySmaller() throws Exception {
    byte[] color = Jpegs.with(Jpegs.flat(61, 35, MODE_DISABLED, 81, 90, 240), Jpegs.ADOBE_YCBCR);
    Pixels half = decode(color, ColorMode.RGB, new Draft(18, 31));
    assertSize(half, 31, 18);
    int[] values = half.values();
    int[] red = {238, 14, 14};
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(red[i % 3], within(2));
    }

    assertSize(decode(color, ColorMode.RGB, new Draft(9, 16)), 16, 9);
    Pixels eighth = decode(Jpegs.flat(61, 35, MODE_DISABLED, 173), ColorMode.RGB, new Draft(1, 1));
    assertSize(eighth, 8, 5);
    assertThat(eighth.values()).containsOnly(173);
  }

  @Test
  void masksAndWhatIsTheJdksStayWhole() throws Exception {
    byte[] grey = Jpegs.flat(61, 35, MODE_DISABLED, 173);
    assertSize(decode(grey, ColorMode.GRAY, new Draft(1, 1)), 61, 35);
    byte[] inks = Jpegs.flat(61, 35, MODE_DISABLED, 200, 100, 50, 220);
    assertSize(decode(inks, ColorMode.RGB, new Draft(1, 1)), 61, 35);
    assertSize(decode(grey, ColorMode.RGB, Draft.NONE), 61, 35);
  }

  @Test
  void isOpenCvsAlone() {
    assertThatThrownBy(() -> new Decoding(Limits.standard(), JpegDecoder.JDK, new Draft(1, 1)))
        .hasMessage("Invalid draft: only OpenCV decodes JPEGs smaller");
    assertThatThrownBy(() -> new Draft(0, 1)).hasMessage("Invalid draft: 0 x 1 (must be >= 1)");
  }
}
