package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffPictureTest {
  private static byte[] bytes(int... values) {
    return Bytes.big().u8(values).done();
  }

  private static void assertGrey(byte[] file, String mode, int... values) throws Exception {
    assertThat(Pixels.grey(file).values()).containsExactly(values);
    ImageInfo info = new ImageDecoder(Limits.standard()).info(file);
    assertThat(info.format() + " " + info.mode()).isEqualTo("TIFF " + mode);
  }

  private static void assertRgb(byte[] file, String mode, int... values) throws Exception {
    assertThat(Pixels.rgb(file).values()).containsExactly(values);
    assertThat(new ImageDecoder(Limits.standard()).info(file).mode()).isEqualTo(mode);
  }

  @Test
  void readsGreyOfEveryDepth() throws Exception {
    assertGrey(TiffWriter.of(3, 1, 1, 1).write(bytes(0xa0)), "1", 255, 0, 255);
    assertGrey(TiffWriter.of(4, 1, 2, 1).write(bytes(0x1b)), "L", 0, 85, 170, 255);
    assertGrey(TiffWriter.of(2, 1, 4, 1).write(bytes(0x2f)), "L", 34, 255);
    assertGrey(TiffWriter.of(2, 1, 8, 1).write(bytes(7, 250)), "L", 7, 250);
    assertGrey(
        TiffWriter.of(3, 1, 12, 1).write(bytes(0, 0x71, 0x60, 0x01, 0x20)), "I;16", 7, 255, 18);
    assertGrey(TiffWriter.of(3, 1, 16, 1).write(bytes(7, 0, 255, 0, 96, 1)), "I;16", 7, 255, 255);
    assertGrey(TiffWriter.of(2, 1, 16, 1).bigEndian().write(bytes(0, 7, 1, 0)), "I;16B", 7, 255);
  }

  @Test
  void invertsWhereWhiteIsZero() throws Exception {
    assertGrey(
        TiffWriter.of(2, 1, 4, 1).tag(TiffTags.PHOTOMETRIC, 0).write(bytes(0x2f)), "L", 221, 0);
    assertGrey(
        TiffWriter.of(2, 1, 16, 1).tag(TiffTags.PHOTOMETRIC, 0).write(bytes(7, 0, 0, 1)),
        "I;16",
        7,
        255);
  }

  @Test
  void cutsSignedAndFloatValues() throws Exception {
    TiffWriter signed = TiffWriter.of(2, 1, 16, 1).tag(TiffTags.SAMPLE_FORMAT, 2);
    assertGrey(signed.write(bytes(7, 0, 0xff, 0xff)), "I", 7, 0);
    TiffWriter real = TiffWriter.of(4, 1, 32, 1).tag(TiffTags.SAMPLE_FORMAT, 3);
    byte[] values = Bytes.little().f32(1.9f, 1000, -3, Float.NaN).done();
    assertGrey(real.write(values), "F", 1, 255, 0, 0);
    TiffWriter large = TiffWriter.of(2, 1, 32, 1).tag(TiffTags.SAMPLE_FORMAT, 2).bigEndian();
    assertGrey(large.write(Bytes.big().u32(77, -1).done()), "I", 77, 0);
  }

  @Test
  void readsColors() throws Exception {
    assertRgb(TiffWriter.of(1, 1, 8, 3).write(bytes(1, 2, 3)), "RGB", 1, 2, 3);
    assertRgb(TiffWriter.of(1, 1, 16, 3).write(bytes(9, 1, 9, 2, 9, 3)), "RGB", 1, 2, 3);
    TiffWriter extra = TiffWriter.of(1, 1, 8, 4).tag(TiffTags.EXTRA_SAMPLES, 0);
    assertRgb(extra.write(bytes(1, 2, 3, 4)), "RGB", 1, 2, 3);
    TiffWriter alpha = TiffWriter.of(1, 1, 8, 4).tag(TiffTags.EXTRA_SAMPLES, 2);
    assertRgb(alpha.write(bytes(1, 2, 3, 4)), "RGBA", 1, 2, 3);
    TiffWriter greyAlpha = TiffWriter.of(1, 1, 8, 2).tag(TiffTags.EXTRA_SAMPLES, 2);
    assertRgb(greyAlpha.write(bytes(5, 4)), "LA", 5, 5, 5);
  }

  @Test
  void undoesPremultiplicationAsPillowDoes() throws Exception {
    TiffWriter alpha = TiffWriter.of(2, 1, 8, 4).tag(TiffTags.EXTRA_SAMPLES, 1);
    byte[] file = alpha.write(bytes(10, 100, 200, 100, 9, 9, 9, 0));
    assertRgb(file, "RGBA", 25, 255, 255, 0, 0, 0);
  }

  @Test
  void readsPalettesAndInks() throws Exception {
    TiffWriter palette =
        TiffWriter.of(2, 1, 1, 1)
            .tag(TiffTags.PHOTOMETRIC, 3)
            .tag(TiffTags.COLOR_MAP, 0x1000, 0x2000, 0x3000, 0x4000, 0x5000, 0x60ff);
    assertRgb(palette.write(bytes(0x40)), "P", 0x10, 0x30, 0x50, 0x20, 0x40, 0x60);
    TiffWriter inks = TiffWriter.of(1, 1, 8, 4).tag(TiffTags.PHOTOMETRIC, 5);
    assertRgb(inks.write(bytes(55, 155, 205, 35)), "CMYK", 173, 86, 43);
  }

  @Test
  void readsPlanesStripsAndTiles() throws Exception {
    TiffWriter planes = TiffWriter.of(2, 1, 8, 3).tag(TiffTags.PLANAR, 2);
    assertRgb(planes.write(bytes(1, 2), bytes(3, 4), bytes(5, 6)), "RGB", 1, 3, 5, 2, 4, 6);
    TiffWriter strips = TiffWriter.of(2, 3, 8, 1).tag(TiffTags.ROWS_PER_STRIP, 2);
    assertGrey(strips.write(bytes(1, 2, 3, 4), bytes(5, 6)), "L", 1, 2, 3, 4, 5, 6);
    TiffWriter tiles =
        TiffWriter.of(3, 3, 8, 1).tag(TiffTags.TILE_WIDTH, 2).tag(TiffTags.TILE_HEIGHT, 2);
    assertGrey(
        tiles.write(bytes(1, 2, 4, 5), bytes(3, 0, 6, 0), bytes(7, 8, 0, 0), bytes(9, 0, 0, 0)),
        "L",
        IntStream.rangeClosed(1, 9).toArray());
  }

  @Test
  void readsBigTiffAndReversedBits() throws Exception {
    byte[] pixels = bytes(1, 2, 3, 4, 5, 6, 7, 8, 9);
    int[] values = IntStream.rangeClosed(1, 9).toArray();
    assertRgb(TiffWriter.of(3, 1, 8, 3).bigTiff().write(pixels), "RGB", values);
    assertRgb(TiffWriter.of(3, 1, 8, 3).bigEndian().bigTiff().write(pixels), "RGB", values);
    TiffWriter reversed = TiffWriter.of(1, 1, 8, 1).tag(TiffTags.FILL_ORDER, 2);
    assertGrey(reversed.write(bytes(0x80)), "L", 1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 123456",
    "2, 321654",
    "3, 654321",
    "4, 456123",
    "5, 142536",
    "6, 415263",
    "7, 635241",
    "8, 362514"
  })
  void turnsThePictureAsItsOrientationSays(int orientation, String expected) throws Exception {
    TiffWriter writer = TiffWriter.of(3, 2, 8, 1).tag(TiffTags.ORIENTATION, orientation);
    Pixels pixels = Pixels.grey(writer.write(bytes(1, 2, 3, 4, 5, 6)));
    assertThat(pixels.values()).containsExactly(expected.chars().map(c -> c - '0').toArray());
    assertThat(pixels.width()).isEqualTo(orientation > 4 ? 2 : 3);
  }
}
