package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sample.UnreadableException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageHeaderTest {
  private static final int JPEG_BASELINE = javax.imageio.ImageWriteParam.MODE_DISABLED;

  @ParameterizedTest
  @CsvSource({"8, 0, 1", "1, 0, 1", "16, 2, 3", "4, 3, 1", "8, 4, 2", "8, 6, 4"})
  void tellsWhatPngsStore(int bits, int color, int channels) throws Exception {
    PngWriter writer = new PngWriter(4, 3, bits, color);
    byte[] file = writer.chunk("PLTE", new byte[48]).write(new int[12 * channels]);

    assertThat(ImageHeader.read(file)).isEqualTo(new ImageHeader(4, 3, channels, bits, "PNG"));
  }

  @Test
  void tellsWhatJpegsStore() throws Exception {
    assertThat(ImageHeader.read(Jpegs.flat(5, 2, JPEG_BASELINE, 7)))
        .isEqualTo(new ImageHeader(5, 2, 1, 8, "JPEG"));
    assertThat(ImageHeader.read(Jpegs.flat(5, 2, JPEG_BASELINE, 7, 8, 9)))
        .isEqualTo(new ImageHeader(5, 2, 3, 8, "JPEG"));
  }

  @Test
  void tellsWhatOtherPicturesStore() throws Exception {
    byte[] map = Bytes.little().text("P5 2 1 65535\n").u16(1, 2).done();
    byte[] bitmap = Bytes.little().text("P4 9 1\n").u8(0, 0).done();

    assertThat(ImageHeader.read(map)).isEqualTo(new ImageHeader(2, 1, 1, 16, "PNM"));
    assertThat(ImageHeader.read(bitmap)).isEqualTo(new ImageHeader(9, 1, 1, 1, "PNM"));
    assertThat(ImageHeader.read(bmp(24))).isEqualTo(new ImageHeader(1, 1, 3, 8, "BMP"));
    assertThat(ImageHeader.read(bmp(16))).isEqualTo(new ImageHeader(1, 1, 3, 5, "BMP"));
  }

  private static byte[] bmp(int bits) {
    return Bytes.little()
        .text("BM")
        .u32(0, 0, 54, 40, 1, 1)
        .u16(1, bits)
        .u32(0, 0, 0, 0, 0, 0)
        .u32(0)
        .done();
  }

  @Test
  void readsTheHeadersOfDepthMaps() throws Exception {
    TiffWriter map = TiffWriter.of(3, 2, 32, 3).tag(TiffTags.SAMPLE_FORMAT, 3, 3, 3);

    assertThat(ImageHeader.read(map.write(new byte[72])))
        .isEqualTo(new ImageHeader(3, 2, 3, 32, "TIFF"));
  }

  @Test
  void turnsTiffsAsTheyAreShown() throws Exception {
    TiffWriter turned = TiffWriter.of(3, 2, 8, 3).tag(TiffTags.ORIENTATION, 6);

    assertThat(ImageHeader.read(turned.write(new byte[18])))
        .isEqualTo(new ImageHeader(2, 3, 3, 8, "TIFF"));
  }

  @Test
  void neverGuessesWhatLiesBeyondTheBytes() {
    byte[] whole = TiffWriter.of(3, 2, 16, 3).write(new byte[36]);

    for (int length = 1; length < whole.length; length++) {
      byte[] head = Arrays.copyOf(whole, length);
      try {
        assertThat(ImageHeader.read(head)).isEqualTo(new ImageHeader(3, 2, 3, 16, "TIFF"));
      } catch (UnreadableException e) {
        assertThat(e.reason().code()).isIn("truncated", "corrupt", "not_an_image");
      }
    }
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertThatThrownBy(() -> ImageHeader.read(new byte[] {'h', 'i'}))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("is no picture: it begins with 'hi'");
  }
}
