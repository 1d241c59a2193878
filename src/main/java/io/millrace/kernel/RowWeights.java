package io.millrace.kernel;

/**
 * Weights of one axis of a resize: output {@code i} is the sum of {@code weights[i * taps + k] *
 * input[starts[i] + k]}. All outputs have as many taps, those that need fewer have weights of 0 at
 * the end. Not to be changed by anyone.
 */
public final class RowWeights {
  private final int[] starts;
  private final float[] weights;
  private final int taps;

  /** One row of weights for each start; starts never decrease. */
  public RowWeights(int[] starts, float[][] rows) {
    int most = 1;
    for (float[] row : rows) {
      most = Math.max(most, row.length);
    }

    this.starts = starts.clone();
    this.taps = most;
    this.weights = new float[starts.length * most];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, weights, i * most, rows[i].length);
    }
  }

  /** Number of outputs. */
  public int outputs() {
    return starts.length;
  }

  /** Taps of each output. */
  public int taps() {
    return taps;
  }

  /** Index of the first input of each output; the array itself. */
  public int[] starts() {
    return starts;
  }

  /** Weights, output by output; the array itself. */
  public float[] weights() {
    return weights;
  }

  /** Weights with so many taps for each output, zeros at the end. */
  public float[] padded(int count) {
    float[] all = new float[count * outputs()];
    for (int i = 0; i < outputs(); i++) {
      System.arraycopy(weights, i * taps, all, i * count, taps);
    }

    return all;
  }

  /** How many inputs a row must have, with zeros behind its last value. */
  public int reach() {
    return starts[starts.length - 1] + taps;
  }
}
