package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds drawn PNGs against what the JDK reads of them, its values brought to Pillow's rules. */
class PngAgainstImageIoTest {
  private static final int TIMES = 60;
  private static final int MOST = 67;

  static List<PngKinds.Kind> kinds() {
    return PngKinds.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsWhatTheJdkReads(PngKinds.Kind kind) throws Exception {
    Random random = new Random(31L * kind.color() + kind.bits());
    for (int i = 0; i < TIMES; i++) {
      byte[] file = PngKinds.drawn(kind, MOST, random);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
      byte[] rgb = rgb(kind, image);
      assertThat(Pixels.rgb(file).bytes()).as("picture %d", i).isEqualTo(rgb);
      assertThat(Pixels.grey(file).bytes()).as("picture %d", i).isEqualTo(grey(rgb));
    }
  }

  /** From the raster, for the JDK turns grey into colours by a curve. */
  private static byte[] rgb(PngKinds.Kind kind, BufferedImage image) {
    Raster raster = image.getRaster();
    byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / 3;
      int band = raster.getNumBands() < 3 ? 0 : i % 3;
      int value = raster.getSample(pixel % image.getWidth(), pixel / image.getWidth(), band);
      rgb[i] = (byte) (kind.color() == 3 ? color(image, value, i % 3) : narrow(kind, value));
    }

    return rgb;
  }

  private static int color(BufferedImage image, int index, int channel) {
    int argb = ((IndexColorModel) image.getColorModel()).getRGB(index);
    return argb >> (16 - 8 * channel);
  }

  private static int narrow(PngKinds.Kind kind, int value) {
    if (kind.bits() < 16) {
      return value * 255 / ((1 << kind.bits()) - 1);
    }

    return kind.color() == 0 ? Math.min(255, value) : value >> 8;
  }

  private static byte[] grey(byte[] rgb) {
    byte[] grey = new byte[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = Rows.luma(rgb[3 * i] & 255, rgb[3 * i + 1] & 255, rgb[3 * i + 2] & 255);
    }

    return grey;
  }
}
