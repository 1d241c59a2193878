package io.millrace.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.item.Size;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CenterCropTest {
  /** torchvision: pad with zeros where the input is smaller, then cut at a corner. */
  private static float[][] expected(float[][] input, int height, int width) {
    int padTop = Math.max(height - input.length, 0) / 2;
    int padLeft = Math.max(width - input[0].length, 0) / 2;
    int tall = Math.max(input.length, height);
    int wide = Math.max(input[0].length, width);
    float[][] padded = new float[tall][wide];
    for (int y = 0; y < input.length; y++) {
      System.arraycopy(input[y], 0, padded[y + padTop], padLeft, input[y].length);
    }

    int top = (int) Math.rint((tall - height) / 2.0);
    int left = (int) Math.rint((wide - width) / 2.0);
    float[][] cut = new float[height][width];
    for (int y = 0; y < height; y++) {
      System.arraycopy(padded[top + y], left, cut[y], 0, width);
    }

    return cut;
  }

  @Property
  void cutsAndPadsLikeTorchvision(
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 12) int newHeight,
      @ForAll @IntRange(min = 1, max = 12) int newWidth) {
    float[][][] input = Rows.random(3, new Size(height, width), 1);
    CenterCrop crop = new CenterCrop(newHeight, newWidth);
    float[][][] output = Rows.picture(crop, input);

    for (int channel = 0; channel < 3; channel++) {
      assertThat(output[channel]).isDeepEqualTo(expected(input[channel], newHeight, newWidth));
    }
    assertThat(Rows.mask(crop, input[0])).isDeepEqualTo(output[0]);
  }

  @ParameterizedTest
  @CsvSource({"4, 3, 0", "5, 2, 2", "7, 4, 2", "6, 1, 2", "8, 1, 4", "9, 4, 2", "256, 224, 16"})
  void roundsHalfTheDifferenceToEven(int length, int crop, int first) {
    float[][] columns = new float[1][length];
    for (int x = 0; x < length; x++) {
      columns[0][x] = x;
    }

    assertThat(Rows.mask(new CenterCrop(1, crop), columns)[0][0]).isEqualTo(first);
  }

  @Test
  void putsTheSmallerHalfOfThePaddingFirst() {
    float[][] one = {{7}};

    assertThat(Rows.mask(new CenterCrop(2, 4), one))
        .isDeepEqualTo(new float[][] {{0, 7, 0, 0}, {0, 0, 0, 0}});
  }

  @Test
  void fixesTheSize() {
    assertThat(new CenterCrop(2, 4).fixesSize()).isTrue();
    assertThat(new CenterCrop(2, 4).outputSize(new Size(1, 9))).isEqualTo(new Size(2, 4));
  }

  @Test
  void refusesASideOfNoPixels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CenterCrop(0, 3))
        .withMessage("Invalid size of CenterCrop: 0 x 3 (must be >= 1)");
  }
}
