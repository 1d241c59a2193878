package io.millrace.decode;

import static io.millrace.decode.Refusals.assertRefused;
import static javax.imageio.ImageWriteParam.MODE_DEFAULT;
import static javax.imageio.ImageWriteParam.MODE_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.sample.Reason;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegPictureTest {
  private static void assertColor(byte[] file, String mode, int... rgb) throws Exception {
    Pixels pixels = Pixels.rgb(file);
    int[] values = pixels.values();
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).as("value %d", i).isCloseTo(rgb[i % 3], within(2));
    }
    assertThat(new ImageDecoder(Limits.standard()).info(file))
        .isEqualTo(new ImageInfo("JPEG", pixels.width(), pixels.height(), mode));
  }

  @Test
  void readsGreyBaselineAndProgressive() throws Exception {
    assertColor(Jpegs.flat(9, 5, MODE_DISABLED, 173), "L", 173, 173, 173);
    assertColor(Jpegs.flat(9, 5, MODE_DEFAULT, 173), "L", 173, 173, 173);
    assertThat(Pixels.grey(Jpegs.flat(2, 1, MODE_DISABLED, 173)).values())
        .containsExactly(173, 173);
  }

  @Test
  void readsYCbCrUnlessAdobeSaysRgb() throws Exception {
    byte[] plain = Jpegs.flat(20, 10, MODE_DISABLED, 81, 90, 240);
    assertColor(Jpegs.with(plain, Jpegs.ADOBE_YCBCR), "RGB", 238, 14, 14);
    assertColor(Jpegs.with(plain, Jpegs.ADOBE_UNKNOWN), "RGB", 81, 90, 240);
    byte[] progressive = Jpegs.flat(20, 10, MODE_DEFAULT, 81, 90, 240);
    assertColor(Jpegs.with(progressive, Jpegs.ADOBE_YCBCR), "RGB", 238, 14, 14);
  }

  @Test
  void takesTheNamesOfComponentsForColors() throws Exception {
    byte[] file = Jpegs.flat(8, 8, MODE_DISABLED, 81, 90, 240);
    rename(file, 'R', 'G', 'B');
    assertColor(file, "RGB", 81, 90, 240);
    rename(file, 1, 2, 3);
    assertColor(file, "RGB", 238, 14, 14);
  }

  private static void rename(byte[] file, int... names) {
    int frame = Jpegs.find(file, 0xc0);
    int scan = Jpegs.find(file, 0xda);
    for (int i = 0; i < names.length; i++) {
      file[frame + 6 + 3 * i] = (byte) names[i];
      file[scan + 1 + 2 * i] = (byte) names[i];
    }
  }

  @Test
  void invertsCmykAsPillowDoes() throws Exception {
    byte[] file = Jpegs.flat(9, 9, MODE_DISABLED, 200, 100, 50, 220);
    int[] rgb = {173, 86, 43};
    assertColor(file, "CMYK", rgb);
    assertColor(Jpegs.with(file, Jpegs.ADOBE_UNKNOWN), "CMYK", rgb);
  }

  @Test
  void readsYcck() throws Exception {
    byte[] file = Jpegs.flat(9, 9, MODE_DISABLED, 81, 90, 240, 255);
    assertColor(Jpegs.with(file, Jpegs.ADOBE_YCCK), "CMYK", 17, 241, 241);
  }

  @Test
  void neverTurnsByExif() throws Exception {
    byte[] exif = {
      'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0,
      0, 0, 0, 0, 0
    };
    byte[] file = Jpegs.with(Jpegs.flat(9, 5, MODE_DISABLED, 10), Jpegs.segment(0xe1, exif));
    assertThat(Pixels.rgb(file).width()).isEqualTo(9);
  }

  @Test
  void refusesWhatIsTruncated() throws Exception {
    byte[] file = Jpegs.flat(64, 64, MODE_DISABLED, 1, 2, 3);
    int cut = file.length - 20;
    assertRefused(
        Arrays.copyOf(file, cut),
        Reason.TRUNCATED,
        "is truncated: its pixels end early, at byte " + cut);
    assertRefused(
        Arrays.copyOf(file, 10),
        Reason.TRUNCATED,
        "is truncated: it ends before its first scan, at byte 10");
  }

  /** libjpeg makes grey of rows that a marker cuts short, and a decoder may not look further. */
  @Test
  void refusesAMarkerAmongItsPixels() throws Exception {
    byte[] file = drawn(60, 40, MODE_DISABLED);
    int middle = file.length - 400;
    file[middle] = (byte) 0xff;
    file[middle + 1] = (byte) 0xbb;
    assertRefused(file, Reason.CORRUPT, "is a damaged JPEG: Unsupported marker type 0xbb");
    file[middle + 1] = (byte) 0xd9;
    assertThat(Pixels.rgb(file).height()).isEqualTo(40);
    assertRefused(
        Arrays.copyOf(file, middle),
        Reason.TRUNCATED,
        "is truncated: its pixels end early, at byte " + middle);
  }

  /** The same pixels by every decoder; {@link Pixels} compares them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 17, 33, 67})
  void decodersAgreeOnOddSizes(int width) throws Exception {
    for (int height : new int[] {1, 15, 31}) {
      for (int mode : new int[] {MODE_DISABLED, MODE_DEFAULT}) {
        byte[] file = drawn(width, height, mode);
        assertThat(Pixels.rgb(file).width()).isEqualTo(width);
        assertThat(Pixels.grey(Jpegs.with(file, Jpegs.ADOBE_UNKNOWN)).height()).isEqualTo(height);
      }
    }
  }

  /** Noise, as YCbCr. */
  private static byte[] drawn(int width, int height, int mode) throws Exception {
    Random random = new Random(31L * width + height);
    WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 3, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, random.ints(3, 0, 256).toArray());
      }
    }

    return Jpegs.with(Jpegs.write(raster, mode), Jpegs.ADOBE_YCBCR);
  }

  @Test
  void refusesKindsThatItCannotRead() throws Exception {
    byte[] file = Jpegs.flat(8, 8, MODE_DISABLED, 5);
    int frame = Jpegs.find(file, 0xc0);
    byte[] arithmetic = file.clone();
    arithmetic[frame - 3] = (byte) 0xc9;
    assertRefused(
        arithmetic,
        Reason.UNSUPPORTED_FORMAT,
        "is a JPEG of a kind (SOF9) that is not supported, such as lossless or arithmetic-coded");
    byte[] deep = file.clone();
    deep[frame] = 12;
    assertRefused(
        deep, Reason.UNSUPPORTED_FORMAT, "is a JPEG of 12 bits a sample (8 are supported)");
    assertRefused(
        Jpegs.flat(8, 8, MODE_DISABLED, 5, 6),
        Reason.UNSUPPORTED_FORMAT,
        "is a JPEG of 2 components (1, 3 and 4 are supported)");
  }

  @Test
  void refusesDamagedSegments() throws Exception {
    byte[] file = Jpegs.flat(8, 8, MODE_DISABLED, 5);
    byte[] gap = Jpegs.with(Jpegs.with(file, new byte[] {7, 7}), Jpegs.segment(0xfe, new byte[1]));
    assertRefused(gap, Reason.CORRUPT, "has no JPEG marker where one should be, at byte 7");
    byte[] large = file.clone();
    int frame = Jpegs.find(large, 0xc0);
    Arrays.fill(large, frame + 1, frame + 5, (byte) 0xff);
    assertRefused(large, Reason.TOO_LARGE, "is 65535 x 65535, more than 178956970 pixels");
  }
}
