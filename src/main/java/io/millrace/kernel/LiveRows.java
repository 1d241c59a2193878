package io.millrace.kernel;

/**
 * The rows of sums to which a row of a picture is added, each with its weight. For one thread,
 * which uses it again for every row.
 */
public final class LiveRows {
  private final float[][] sums;
  private final float[] weights;
  private final float[] numbers;
  private int count;

  /** For so many rows at most of so many values. */
  public LiveRows(int most, int width) {
    this.sums = new float[most][];
    this.weights = new float[most];
    this.numbers = new float[width];
  }

  /** Begins a row of the picture. */
  public void clear() {
    count = 0;
  }

  /** Names a row of sums, at least as long as the picture's rows. */
  public void add(float[] sum, float weight) {
    sums[count] = sum;
    weights[count] = weight;
    count++;
  }

  /** How many rows of sums there are. */
  public int count() {
    return count;
  }

  /** Values of a row. */
  public int width() {
    return numbers.length;
  }

  /** A row of sums. */
  public float[] sum(int i) {
    return sums[i];
  }

  /** Its weight. */
  public float weight(int i) {
    return weights[i];
  }

  /** Room for the values of a row. */
  public float[] numbers() {
    return numbers;
  }

  /** Adds a row of so many values to each, times the weight. */
  public void weigh(float[] values) {
    for (int i = 0; i < count; i++) {
      weigh(values, sums[i], weights[i]);
    }
  }

  private void weigh(float[] values, float[] sum, float weight) {
    for (int x = 0; x < numbers.length; x++) {
      sum[x] += weight * values[x];
    }
  }
}
