package io.millrace.kernel;

/**
 * Sums of red, green and blue together: a weight is read once. Taps are written out by fours; those
 * that there are not have weights of 0.
 */
final class PixelSums implements RowSums {
  private final RowWeights axis;
  private final int taps;
  private final float[] weights;

  PixelSums(RowWeights axis) {
    this.axis = axis;
    this.taps = (axis.taps() + 3) / 4 * 4;
    this.weights = axis.padded(taps);
  }

  @Override
  public void sum(float[] row, float[][] output) {
    switch (taps) {
      case 4 -> sum4(row, output);
      case 8 -> sum8(row, output);
      default -> sumAll(row, output);
    }
  }

  private void sumAll(float[] row, float[][] output) {
    int[] starts = axis.starts();
    float[] w = weights;
    float[] reds = output[0];
    float[] greens = output[1];
    float[] blues = output[2];
    for (int x = 0, i = 0; x < starts.length; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      int end = i + taps;
      for (int f = 3 * starts[x]; i < end; i += 4, f += 12) {
        float w0 = w[i];
        float w1 = w[i + 1];
        float w2 = w[i + 2];
        float w3 = w[i + 3];
        red = red + w0 * row[f] + w1 * row[f + 3] + w2 * row[f + 6] + w3 * row[f + 9];
        green = green + w0 * row[f + 1] + w1 * row[f + 4] + w2 * row[f + 7] + w3 * row[f + 10];
        blue = blue + w0 * row[f + 2] + w1 * row[f + 5] + w2 * row[f + 8] + w3 * row[f + 11];
      }

      reds[x] = red;
      greens[x] = green;
      blues[x] = blue;
    }
  }

  private void sum4(float[] row, float[][] output) {
    int[] starts = axis.starts();
    float[] w = weights;
    float[] reds = output[0];
    float[] greens = output[1];
    float[] blues = output[2];
    for (int x = 0, i = 0; x < starts.length; x++, i += 4) {
      int f = 3 * starts[x];
      float w0 = w[i];
      float w1 = w[i + 1];
      float w2 = w[i + 2];
      float w3 = w[i + 3];
      reds[x] = w0 * row[f] + w1 * row[f + 3] + w2 * row[f + 6] + w3 * row[f + 9];
      greens[x] = w0 * row[f + 1] + w1 * row[f + 4] + w2 * row[f + 7] + w3 * row[f + 10];
      blues[x] = w0 * row[f + 2] + w1 * row[f + 5] + w2 * row[f + 8] + w3 * row[f + 11];
    }
  }

  private void sum8(float[] row, float[][] output) {
    int[] starts = axis.starts();
    float[] w = weights;
    float[] reds = output[0];
    float[] greens = output[1];
    float[] blues = output[2];
    for (int x = 0, i = 0; x < starts.length; x++, i += 8) {
      int f = 3 * starts[x];
      float w0 = w[i];
      float w1 = w[i + 1];
      float w2 = w[i + 2];
      float w3 = w[i + 3];
      float w4 = w[i + 4];
      float w5 = w[i + 5];
      float w6 = w[i + 6];
      float w7 = w[i + 7];
      reds[x] =
          w0 * row[f]
              + w1 * row[f + 3]
              + w2 * row[f + 6]
              + w3 * row[f + 9]
              + w4 * row[f + 12]
              + w5 * row[f + 15]
              + w6 * row[f + 18]
              + w7 * row[f + 21];
      greens[x] =
          w0 * row[f + 1]
              + w1 * row[f + 4]
              + w2 * row[f + 7]
              + w3 * row[f + 10]
              + w4 * row[f + 13]
              + w5 * row[f + 16]
              + w6 * row[f + 19]
              + w7 * row[f + 22];
      blues[x] =
          w0 * row[f + 2]
              + w1 * row[f + 5]
              + w2 * row[f + 8]
              + w3 * row[f + 11]
              + w4 * row[f + 14]
              + w5 * row[f + 17]
              + w6 * row[f + 20]
              + w7 * row[f + 23];
    }
  }
}
