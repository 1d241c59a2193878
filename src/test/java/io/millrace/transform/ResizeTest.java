package io.millrace.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millrace.item.PlaneSink;
import io.millrace.item.Size;
import io.millrace.sample.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {
  private static final List<Interpolation> SMOOTH =
      List.of(Interpolation.BILINEAR, Interpolation.BICUBIC);

  private static void equalsTheReference(Size from, Size to, long seed) {
    float[][][] input = Rows.random(3, from, seed);
    for (Interpolation kind : SMOOTH) {
      for (Resize.Antialias antialias : Resize.Antialias.values()) {
        Resize resize = Resize.exact(to.height(), to.width()).with(kind).with(antialias);
        float[][][] output = Rows.picture(resize, input);
        for (int channel = 0; channel < 3; channel++) {
          double[][] expected =
              from.equals(to)
                  ? widened(input[channel])
                  : new ReferenceResize(kind, antialias)
                      .resize(input[channel], to.height(), to.width());
          assertClose(resize, output[channel], expected);
        }
      }
    }
  }

  private static double[][] widened(float[][] plane) {
    return new ReferenceResize(Interpolation.BILINEAR, Resize.Antialias.OFF)
        .resize(plane, plane.length, plane[0].length);
  }

  private static void assertClose(Resize resize, float[][] output, double[][] expected) {
    double worst = 0;
    for (int y = 0; y < expected.length; y++) {
      for (int x = 0; x < expected[y].length; x++) {
        worst = Math.max(worst, Math.abs(output[y][x] - expected[y][x]));
      }
    }

    // float32 sums against float64 ones; a cubic's negative weights cost more of them
    boolean cubic = resize.interpolation() == Interpolation.BICUBIC;
    assertThat(worst).as(resize.toString()).isLessThanOrEqualTo(cubic ? 2e-6 : 1e-6);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void equalsTheReferenceForAnySizes(
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int newHeight,
      @ForAll @IntRange(min = 1, max = 40) int newWidth,
      @ForAll long seed) {
    equalsTheReference(new Size(height, width), new Size(newHeight, newWidth), seed);
  }

  @ParameterizedTest
  @CsvSource({
    "450, 700, 256, 256",
    "301, 900, 224, 37",
    "1, 1000, 1, 3",
    "1000, 1, 7, 5",
    "1, 1, 17, 4",
    "64, 48, 640, 480",
    "255, 257, 256, 256",
    "5, 5, 5, 5",
    "9, 4, 9, 13"
  })
  void equalsTheReferenceForTheSizesOfRealPictures(
      int height, int width, int newHeight, int newWidth) {
    equalsTheReference(new Size(height, width), new Size(newHeight, newWidth), 3);
  }

  @Test
  void keepsAPlainColourPlain() {
    float[][][] plain = new float[3][31][17];
    for (float[][] plane : plain) {
      for (float[] row : plane) {
        Arrays.fill(row, 0.7f);
      }
    }

    for (Interpolation kind : SMOOTH) {
      for (float[][] plane : Rows.picture(Resize.exact(8, 40).with(kind), plain)) {
        for (float[] row : plane) {
          assertThat(row).containsOnly(new float[] {0.7f}, within(1e-6f));
        }
      }
    }
  }

  @Property
  void movesMasksToTheNearestPixelBelow(
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 90) int newHeight,
      @ForAll @IntRange(min = 1, max = 90) int newWidth,
      @ForAll long seed) {
    float[][] mask = Rows.random(1, new Size(height, width), seed)[0];
    float[][] moved = Rows.mask(Resize.exact(newHeight, newWidth), mask);
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        float expected = mask[nearest(y, height, newHeight)][nearest(x, width, newWidth)];
        assertThat(moved[y][x]).isEqualTo(expected);
      }
    }
  }

  private static int nearest(int i, int in, int out) {
    float ratio = (float) in / out;
    return Math.min((int) Math.floor(i * ratio), in - 1);
  }

  @Test
  void movesPicturesToTheNearestPixelIfAskedTo() {
    float[][][] picture = Rows.random(3, new Size(5, 3), 1);
    float[][][] moved = Rows.picture(Resize.exact(7, 2).with(Interpolation.NEAREST), picture);

    assertThat(moved[2][6]).containsExactly(picture[2][4][0], picture[2][4][1]);
  }

  @Test
  void leavesAPictureOfTheRightSizeAlone() {
    PlaneSink next = (channel, y, values) -> {};

    assertThat(
            Resize.exact(4, 5)
                .into(next, new Size(4, 5), new Transform.FieldChance(Field.IMAGE, 0)))
        .isSameAs(next);
  }

  @ParameterizedTest
  @CsvSource({
    "900, 900, 256, 256, 256",
    "600, 800, 256, 256, 341",
    "800, 600, 256, 341, 256",
    "3, 7, 2, 2, 4",
    "7, 3, 5, 11, 5",
    "333, 1000, 100, 100, 300",
    "1, 999, 3, 3, 2997",
    "49, 50, 49, 49, 50"
  })
  void givesTheShorterSideThatLengthAndTruncatesTheLonger(
      int height, int width, int side, int newHeight, int newWidth) {
    Resize resize = Resize.shorterSide(side);

    assertThat(resize.outputSize(new Size(height, width))).isEqualTo(new Size(newHeight, newWidth));
    assertThat(resize.fixesSize()).isFalse();
  }

  @Test
  void exactSizeIsTheSameForEveryInput() {
    assertThat(Resize.exact(3, 4).outputSize(new Size(9, 1))).isEqualTo(new Size(3, 4));
    assertThat(Resize.exact(3, 4).fixesSize()).isTrue();
  }

  @Test
  void takesTheShorterSideOfARealPicture() {
    float[][][] output = Rows.picture(Resize.shorterSide(4), Rows.random(3, new Size(6, 9), 5));

    assertThat(output[0]).hasNumberOfRows(4);
    assertThat(output[0][0]).hasSize(6);
  }

  @Test
  void refusesASideOfNoPixels() {
    List<Runnable> wrong = new ArrayList<>();
    wrong.add(() -> Resize.exact(0, 4));
    wrong.add(() -> Resize.exact(4, -1));
    wrong.add(() -> Resize.shorterSide(0));
    wrong.add(() -> new Resize.Target(4, 4, 4));
    for (Runnable making : wrong) {
      assertThatIllegalArgumentException()
          .isThrownBy(making::run)
          .withMessage(
              "Invalid size of Resize: every side must be >= 1 (give height and width, or the"
                  + " shorter side)");
    }
  }
}
