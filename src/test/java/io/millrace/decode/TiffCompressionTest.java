package io.millrace.decode;

import static javax.imageio.ImageWriteParam.MODE_DISABLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffCompressionTest {
  /** A picture with runs and noise, as the JDK's writer compresses it. */
  private static byte[] written(BufferedImage picture, String compression) throws Exception {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }

    return out.toByteArray();
  }

  private static BufferedImage picture(int type) {
    BufferedImage picture = new BufferedImage(150, 130, type);
    Random random = new Random(3);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, y < 40 ? (x / 30 % 2) * 0xffffff : random.nextInt(0x1000000));
      }
    }

    return picture;
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "Deflate", "ZLib", "PackBits"})
  void unpacksWhatTheJdkPacks(String compression) throws Exception {
    BufferedImage picture = picture(BufferedImage.TYPE_INT_RGB);
    byte[] rgb = Pixels.rgb(written(picture, compression)).bytes();
    for (int i = 0; i < rgb.length; i++) {
      int pixel = picture.getRGB(i / 3 % 150, i / 450);
      assertThat(rgb[i]).as("value %d", i).isEqualTo((byte) (pixel >> (16 - 8 * (i % 3))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
  void unpacksFax(String compression) throws Exception {
    BufferedImage picture = picture(BufferedImage.TYPE_BYTE_BINARY);
    byte[] grey = Pixels.grey(written(picture, compression)).bytes();
    for (int i = 0; i < grey.length; i++) {
      assertThat(grey[i]).as("pixel %d", i).isEqualTo((byte) picture.getRGB(i % 150, i / 150));
    }
  }

  @Test
  void readsFaxRowsThatChangeAtEveryPixel() throws Exception {
    BufferedImage picture = new BufferedImage(16, 2, BufferedImage.TYPE_BYTE_BINARY);
    for (int x = 1; x < 16; x += 2) {
      picture.setRGB(x, 0, 0xffffff);
      picture.setRGB(x - 1, 1, 0xffffff);
    }

    for (String compression : new String[] {"CCITT RLE", "CCITT T.4", "CCITT T.6"}) {
      int[] grey = Pixels.grey(written(picture, compression)).values();
      assertThat(grey).startsWith(0, 255, 0, 255).endsWith(255, 0, 255, 0);
    }
  }

  @Test
  void addsUpDifferencesOfEveryWidth() throws Exception {
    byte[] bytes = PngWriter.deflate(new byte[] {10, 20, 30, 1, 2, 3});
    TiffWriter eight = TiffWriter.of(2, 1, 8, 3).tag(TiffTags.PREDICTOR, 2);
    assertThat(Pixels.rgb(eight.tag(TiffTags.COMPRESSION, 8).write(bytes)).values())
        .containsExactly(10, 20, 30, 11, 22, 33);
    byte[] words = PngWriter.deflate(new byte[] {(byte) 250, 0, 6, 0, (byte) 0xff, (byte) 0xff});
    TiffWriter sixteen = TiffWriter.of(3, 1, 16, 1).tag(TiffTags.PREDICTOR, 2);
    assertThat(Pixels.grey(sixteen.tag(TiffTags.COMPRESSION, 8).write(words)).values())
        .containsExactly(250, 255, 255);
  }

  @Test
  void undoesTheFloatPredictor() throws Exception {
    // 1.0f and 2.0f: bytes 3f 80 00 00 and 40 00 00 00, apart, as differences
    byte[] rows = {0x3f, 0x01, 0x40, (byte) 0x80, 0, 0, 0, 0};
    TiffWriter writer = TiffWriter.of(2, 1, 32, 1).tag(TiffTags.SAMPLE_FORMAT, 3);
    writer.tag(TiffTags.PREDICTOR, 3).tag(TiffTags.COMPRESSION, 8);
    assertThat(Pixels.grey(writer.write(PngWriter.deflate(rows))).values()).containsExactly(1, 2);
  }

  @Test
  void readsJpegBlocksByWhatTheTiffSays() throws Exception {
    byte[] block = Jpegs.flat(8, 8, MODE_DISABLED, 81, 90, 240);
    TiffWriter rgb = TiffWriter.of(8, 8, 8, 3).tag(TiffTags.COMPRESSION, 7);
    assertThat(Pixels.rgb(rgb.write(block)).values()).startsWith(81, 90, 240);
    TiffWriter colors = TiffWriter.of(8, 8, 8, 3).tag(TiffTags.COMPRESSION, 7);
    assertThat(Pixels.rgb(colors.tag(TiffTags.PHOTOMETRIC, 6).write(block)).values())
        .startsWith(238, 14, 14);
  }
}
