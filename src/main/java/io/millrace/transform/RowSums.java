package io.millrace.transform;

/**
 * Resizes rows by the taps of one axis. Up to eight taps are written out: a loop of so few rounds
 * costs more than its work. Products are added in the order of the taps, as a loop would add them,
 * so that the bits are the same; outputs with fewer taps than others get weights of 0 at the end.
 */
final class RowSums {
  private final int step;
  private final int[] start;
  private final float[] weights;
  private final int taps;

  /** For rows in which the values of {@code step} channels are interleaved. */
  RowSums(Taps axis, int step) {
    this.step = step;
    this.start = new int[axis.outputs()];
    int most = 1;
    for (int i = 0; i < start.length; i++) {
      start[i] = axis.start(i) * step;
      most = Math.max(most, axis.weights(i).length);
    }

    this.taps = most;
    this.weights = new float[start.length * most];
    for (int i = 0; i < start.length; i++) {
      float[] row = axis.weights(i);
      System.arraycopy(row, 0, weights, i * most, row.length);
    }
  }

  /** How long a row must be, with zeros behind its last value. */
  int reach() {
    return start[start.length - 1] + taps * step; // starts never decrease
  }

  /** Fills {@code output}, a value for each output of the axis, with those of one channel. */
  void sum(float[] row, int channel, float[] output) {
    switch (taps) {
      case 2 -> sum2(row, channel, output);
      case 3 -> sum3(row, channel, output);
      case 4 -> sum4(row, channel, output);
      case 5 -> sum5(row, channel, output);
      case 6 -> sum6(row, channel, output);
      case 7 -> sum7(row, channel, output);
      case 8 -> sum8(row, channel, output);
      default -> sumAll(row, channel, output);
    }
  }

  private void sumAll(float[] row, int channel, float[] output) {
    for (int x = 0; x < output.length; x++) {
      int from = start[x] + channel;
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        sum += weights[x * taps + k] * row[from + k * step];
      }
      output[x] = sum;
    }
  }

  private void sum2(float[] row, int channel, float[] output) {
    float[] w = weights;
    int s = step;
    for (int x = 0, i = 0; x < output.length; x++, i += 2) {
      int f = start[x] + channel;
      output[x] = w[i] * row[f] + w[i + 1] * row[f + s];
    }
  }

  private void sum3(float[] row, int channel, float[] output) {
    float[] w = weights;
    int s = step;
    for (int x = 0, i = 0; x < output.length; x++, i += 3) {
      int f = start[x] + channel;
      output[x] = w[i] * row[f] + w[i + 1] * row[f + s] + w[i + 2] * row[f + 2 * s];
    }
  }

  private void sum4(float[] row, int channel, float[] output) {
    float[] w = weights;
    int s = step;
    for (int x = 0, i = 0; x < output.length; x++, i += 4) {
      int f = start[x] + channel;
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + s]
              + w[i + 2] * row[f + 2 * s]
              + w[i + 3] * row[f + 3 * s];
    }
  }

  private void sum5(float[] row, int channel, float[] output) {
    float[] w = weights;
    int s = step;
    for (int x = 0, i = 0; x < output.length; x++, i += 5) {
      int f = start[x] + channel;
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + s]
              + w[i + 2] * row[f + 2 * s]
              + w[i + 3] * row[f + 3 * s]
              + w[i + 4] * row[f + 4 * s];
    }
  }

  private void sum6(float[] row, int channel, float[] output) {
    float[] w = weights;
    int s = step;
    for (int x = 0, i = 0; x < output.length; x++, i += 6) {
      int f = start[x] + channel;
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + s]
              + w[i + 2] * row[f + 2 * s]
              + w[i + 3] * row[f + 3 * s]
              + w[i + 4] * row[f + 4 * s]
              + w[i + 5] * row[f + 5 * s];
    }
  }

  private void sum7(float[] row, int channel, float[] output) {
    float[] w = weights;
    int s = step;
    for (int x = 0, i = 0; x < output.length; x++, i += 7) {
      int f = start[x] + channel;
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + s]
              + w[i + 2] * row[f + 2 * s]
              + w[i + 3] * row[f + 3 * s]
              + w[i + 4] * row[f + 4 * s]
              + w[i + 5] * row[f + 5 * s]
              + w[i + 6] * row[f + 6 * s];
    }
  }

  private void sum8(float[] row, int channel, float[] output) {
    float[] w = weights;
    int s = step;
    for (int x = 0, i = 0; x < output.length; x++, i += 8) {
      int f = start[x] + channel;
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + s]
              + w[i + 2] * row[f + 2 * s]
              + w[i + 3] * row[f + 3 * s]
              + w[i + 4] * row[f + 4 * s]
              + w[i + 5] * row[f + 5 * s]
              + w[i + 6] * row[f + 6 * s]
              + w[i + 7] * row[f + 7 * s];
    }
  }
}
