package io.millrace.sampledata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.item.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhotographsTest {
  private static final Photographs PHOTOGRAPHS = new Photographs(0);
  private static final Size SMALL = new Size(61, 97);
  private static final Size LARGE = new Size(900, 900);

  /** Signature, header chunk, and what a chunk and a zlib stream begin with. */
  private static final int BEFORE_ROWS = 8 + 25 + 8;

  @Test
  void areAsHardToReadAsRealPngs() throws IOException {
    byte[] png = PHOTOGRAPHS.file(PictureFile.PNG, LARGE, 0);
    double[] shares = filters(png, LARGE.height(), 1 + 3 * LARGE.width());

    assertThat((double) png.length / LARGE.height() / LARGE.width()).isCloseTo(1.46, within(0.03));
    assertThat(shares[0]).isZero();
    assertThat(shares[1]).isCloseTo(0.27, within(0.05));
    assertThat(shares[2]).isCloseTo(0.29, within(0.05));
    assertThat(shares[3]).isZero();
    assertThat(shares[4]).isCloseTo(0.44, within(0.05));
  }

  @Test
  void masksAreFilteredWherePillowFiltersThem() throws IOException {
    byte[] png = PictureFile.PNG.encode(PHOTOGRAPHS.mask(LARGE, 0));
    double[] shares = filters(png, LARGE.height(), 1 + LARGE.width());

    assertThat(png).hasSizeLessThan(4000);
    assertThat(shares[0]).isGreaterThan(0.5);
    assertThat(shares[2]).isPositive();
  }

  /** Shares of the filters 0 to 4. */
  private static double[] filters(byte[] png, int rows, int rowBytes) throws IOException {
    double[] shares = new double[5];
    try (InflaterInputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(png, BEFORE_ROWS, png.length - BEFORE_ROWS))) {
      for (int y = 0; y < rows; y++) {
        shares[in.readNBytes(rowBytes)[0]] += 1.0 / rows;
      }
    }

    return shares;
  }

  @ParameterizedTest
  @EnumSource
  void filesHoldThePicture(PictureFile form) throws IOException {
    BufferedImage drawn = PHOTOGRAPHS.picture(SMALL, 3);
    byte[] file = form.encode(drawn);
    if (form == PictureFile.PNM) {
      assertThat(file).hasSize("P6\n97 61\n255\n".length() + 3 * 61 * 97);
      assertThat(file[file.length - 1] & 0xFF).isEqualTo(drawn.getRGB(96, 60) & 0xFF);
      return;
    }

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
    int apart = 0;
    for (int i = 0; i < 61 * 97; i++) {
      int difference = read.getRGB(i % 97, i / 97) ^ drawn.getRGB(i % 97, i / 97);
      apart += difference == 0 ? 0 : 1;
    }

    assertThat(apart == 0).isEqualTo(form != PictureFile.JPEG);
  }

  @Test
  void masksAreBlackAndWhite() {
    BufferedImage mask = PHOTOGRAPHS.mask(SMALL, 0);
    int[] levels = mask.getRaster().getPixels(0, 0, 97, 61, (int[]) null);

    assertThat(Arrays.stream(levels).distinct().sorted()).containsExactly(0, 255);
  }

  @Test
  void theSameNumberIsTheSamePicture() throws IOException {
    byte[] first = PHOTOGRAPHS.file(PictureFile.PNG, SMALL, 1);

    assertThat(new Photographs(0).file(PictureFile.PNG, SMALL, 1)).isEqualTo(first);
    assertThat(PHOTOGRAPHS.file(PictureFile.PNG, SMALL, 2)).isNotEqualTo(first);
    assertThat(new Photographs(1).file(PictureFile.PNG, SMALL, 1)).isNotEqualTo(first);
  }
}
