package io.millrace.train;

import io.millrace.item.HostTensor;
import java.nio.ByteBuffer;

/**
 * Scores of the cells of a picture, height x width, row-major. A cell stands for the pixels that
 * nearest enlarging gives it.
 */
final class ScoreMap {
  private final int height;
  private final int width;
  private final float[] values;

  /** Over those values, which must not change. */
  ScoreMap(int height, int width, float[] values) {
    if (values.length != height * width) {
      throw new IllegalArgumentException(
          "Invalid map: %d values for %d x %d".formatted(values.length, height, width));
    }

    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** The scores, not to be changed. */
  float[] values() {
    return values;
  }

  /** The highest score. */
  float max() {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Math.max(max, value);
    }

    return max;
  }

  /** Smoothed by a Gaussian of that deviation, in cells; 0 leaves it as it is. */
  ScoreMap smoothed(double sigma) {
    float[] copy = values.clone();
    new Smoothing(sigma).apply(copy, height, width);
    return new ScoreMap(height, width, copy);
  }

  /** Counts the pixels of a mask, height x width uint8, by the scores of their cells. */
  void count(HostTensor mask, PixelCounts counts) {
    int[] abnormal = new int[values.length];
    int[] all = new int[values.length];
    ByteBuffer data = mask.data();
    int rows = mask.axis(0);
    int columns = mask.axis(1);
    for (int y = 0; y < rows; y++) {
      int cellRow = (int) ((long) y * height / rows) * width;
      for (int x = 0; x < columns; x++) {
        int cell = cellRow + (int) ((long) x * width / columns);
        all[cell]++;
        abnormal[cell] += data.get(y * columns + x) == 0 ? 0 : 1;
      }
    }

    for (int i = 0; i < values.length; i++) {
      counts.add(values[i], all[i] - abnormal[i], abnormal[i]);
    }
  }
}
