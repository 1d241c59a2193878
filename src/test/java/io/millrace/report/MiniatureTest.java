package io.millrace.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.item.Size;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Thumb;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class MiniatureTest {
  @Test
  void drawsAPictureByItsBytes() {
    byte[] rgb = {(byte) 200, 100, 0, 1, 2, (byte) 255};
    BufferedImage picture = Miniature.of(new Thumb(new Size(1, 2), rgb));

    assertThat(picture.getRGB(0, 0)).isEqualTo(0xFFC86400);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xFF0102FF);
  }

  @Test
  void drawsTheLineAroundAMaskAndNothingElse() {
    byte[] set = new byte[5 * 6];
    set[2 * 6 + 3] = 1;
    BufferedImage line = Miniature.outline(new Example.Mask(0, new Size(5, 6), set));

    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 6; x++) {
        boolean around = Math.abs(x - 3) <= 1 && Math.abs(y - 2) <= 1 && !(x == 3 && y == 2);
        assertThat(line.getRGB(x, y)).isEqualTo(around ? 0xFF000000 | Sheet.OUTLINE : 0);
      }
    }
  }

  @Test
  void drawsNearRedFarBlueAndStripesWhereThereIsNoReading() {
    float[] distances = {1, 2, 0, Float.NaN};
    BufferedImage map = Miniature.of(new Example.Map(new Size(1, 4), distances));

    assertThat(map.getRGB(0, 0) >> 16 & 0xFF).isGreaterThan(map.getRGB(0, 0) & 0xFF);
    assertThat(map.getRGB(1, 0) >> 16 & 0xFF).isLessThan(map.getRGB(1, 0) & 0xFF);
    assertThat(map.getRGB(2, 0) & 0xFFFFFF).isEqualTo(FalseColors.missing(new Spot(2, 0)));
    assertThat(map.getRGB(3, 0) & 0xFFFFFF).isEqualTo(FalseColors.missing(new Spot(3, 0)));
  }
}
