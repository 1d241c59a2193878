package io.millrace.kernel;

/**
 * Sums of one channel. Up to eight taps are written out: a loop of so few rounds costs more than
 * its work.
 */
record PlaneSums(RowWeights weights) implements RowSums {
  @Override
  public void sum(float[] row, float[][] output) {
    float[] w = weights.weights();
    int[] starts = weights.starts();
    switch (weights.taps()) {
      case 2 -> sum2(row, starts, w, output[0]);
      case 3 -> sum3(row, starts, w, output[0]);
      case 4 -> sum4(row, starts, w, output[0]);
      case 5 -> sum5(row, starts, w, output[0]);
      case 6 -> sum6(row, starts, w, output[0]);
      case 7 -> sum7(row, starts, w, output[0]);
      case 8 -> sum8(row, starts, w, output[0]);
      default -> sumAll(row, output[0]);
    }
  }

  private void sumAll(float[] row, float[] output) {
    int taps = weights.taps();
    float[] w = weights.weights();
    for (int x = 0; x < output.length; x++) {
      int from = weights.starts()[x];
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        sum += w[x * taps + k] * row[from + k];
      }
      output[x] = sum;
    }
  }

  private static void sum2(float[] row, int[] starts, float[] w, float[] output) {
    for (int x = 0, i = 0; x < output.length; x++, i += 2) {
      int f = starts[x];
      output[x] = w[i] * row[f] + w[i + 1] * row[f + 1];
    }
  }

  private static void sum3(float[] row, int[] starts, float[] w, float[] output) {
    for (int x = 0, i = 0; x < output.length; x++, i += 3) {
      int f = starts[x];
      output[x] = w[i] * row[f] + w[i + 1] * row[f + 1] + w[i + 2] * row[f + 2];
    }
  }

  private static void sum4(float[] row, int[] starts, float[] w, float[] output) {
    for (int x = 0, i = 0; x < output.length; x++, i += 4) {
      int f = starts[x];
      output[x] =
          w[i] * row[f] + w[i + 1] * row[f + 1] + w[i + 2] * row[f + 2] + w[i + 3] * row[f + 3];
    }
  }

  private static void sum5(float[] row, int[] starts, float[] w, float[] output) {
    for (int x = 0, i = 0; x < output.length; x++, i += 5) {
      int f = starts[x];
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + 1]
              + w[i + 2] * row[f + 2]
              + w[i + 3] * row[f + 3]
              + w[i + 4] * row[f + 4];
    }
  }

  private static void sum6(float[] row, int[] starts, float[] w, float[] output) {
    for (int x = 0, i = 0; x < output.length; x++, i += 6) {
      int f = starts[x];
      output[x] =
          w[i] * row[f]
              + w[i + 1] * row[f + 1]
              + w[i + 2] * row[f + 2]
              + w[i + 3] * row[f + 3]
              + w[i + 4] * row[f + 4]
              + w[i + 5] * row[f + 5];
    }
  }

  private static void sum7(float[] row, int[] starts, float[] w, float[] output) {
    for (int x = 0, i = 0; x < output.length; x++, i += 7) {
      int f = starts[x];
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

  private static void sum8(float[] row, int[] starts, float[] w, float[] output) {
    for (int x = 0, i = 0; x < output.length; x++, i += 8) {
      int f = starts[x];
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
