package io.millrace.transform;

/**
 * Resizes rows by the taps of one axis. Up to eight taps are written out: a loop of so few rounds
 * costs more than its work. Products are added in the order of the taps, as a loop would add them,
 * so that the bits are the same; outputs with fewer taps than others get weights of 0 at the end.
 */
final class RowSums {
  private final int[] start;
  private final float[] weights;
  private final int taps;

  RowSums(Taps axis) {
    this.start = new int[axis.outputs()];
    int most = 1;
    for (int i = 0; i < start.length; i++) {
      start[i] = axis.start(i);
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
    return start[start.length - 1] + taps; // starts never decrease
  }

  /** Fills {@code output}, a value for each output of the axis. */
  void sum(float[] row, float[] output) {
    switch (taps) {
      case 2 -> sum2(row, output);
      case 3 -> sum3(row, output);
      case 4 -> sum4(row, output);
      case 5 -> sum5(row, output);
      case 6 -> sum6(row, output);
      case 7 -> sum7(row, output);
      case 8 -> sum8(row, output);
      default -> sumAll(row, output);
    }
  }

  private void sumAll(float[] row, float[] output) {
    for (int x = 0; x < output.length; x++) {
      int from = start[x];
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        sum += weights[x * taps + k] * row[from + k];
      }
      output[x] = sum;
    }
  }

  private void sum2(float[] row, float[] output) {
    float[] w = weights;
    for (int x = 0, i = 0; x < output.length; x++, i += 2) {
      int f = start[x];
      output[x] = w[i] * row[f] + w[i + 1] * row[f + 1];
    }
  }

  private void sum3(float[] row, float[] output) {
    float[] w = weights;
    for (int x = 0, i = 0; x < output.length; x++, i += 3) {
      int f = start[x];
      output[x] = w[i] * row[f] + w[i + 1] * row[f + 1] + w[i + 2] * row[f + 2];
    }
  }

  private void sum4(float[] row, float[] output) {
    float[] w = weights;
    for (int x = 0, i = 0; x < output.length; x++, i += 4) {
      int f = start[x];
      output[x] =
          w[i] * row[f] + w[i + 1] * row[f + 1] + w[i + 2] * row[f + 2] + w[i + 3] * row[f + 3];
    }
  }

  private void sum5(float[] row, float[] output) {
    float[] w = weights;
    for (int x = 0, i = 0; x < output.length; x++, i += 5) {
      int f = start[x];
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + 1]
              + w[i + 2] * row[f + 2]
              + w[i + 3] * row[f + 3]
              + w[i + 4] * row[f + 4];
    }
  }

  private void sum6(float[] row, float[] output) {
    float[] w = weights;
    for (int x = 0, i = 0; x < output.length; x++, i += 6) {
      int f = start[x];
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + 1]
              + w[i + 2] * row[f + 2]
              + w[i + 3] * row[f + 3]
              + w[i + 4] * row[f + 4]
              + w[i + 5] * row[f + 5];
    }
  }

  private void sum7(float[] row, float[] output) {
    float[] w = weights;
    for (int x = 0, i = 0; x < output.length; x++, i += 7) {
      int f = start[x];
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + 1]
              + w[i + 2] * row[f + 2]
              + w[i + 3] * row[f + 3]
              + w[i + 4] * row[f + 4]
              + w[i + 5] * row[f + 5]
              + w[i + 6] * row[f + 6];
    }
  }

  private void sum8(float[] row, float[] output) {
    float[] w = weights;
    for (int x = 0, i = 0; x < output.length; x++, i += 8) {
      int f = start[x];
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + 1]
              + w[i + 2] * row[f + 2]
              + w[i + 3] * row[f + 3]
              + w[i + 4] * row[f + 4]
              + w[i + 5] * row[f + 5]
              + w[i + 6] * row[f + 6]
              + w[i + 7] * row[f + 7];
    }
  }
}
