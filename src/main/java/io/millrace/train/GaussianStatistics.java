package io.millrace.train;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Count, sum and sum of outer products of feature vectors at each position of a map, in doubles.
 * Parts are merged in any order: only the rounding of the last bits differs. 8 x positions x (d + d
 * (d + 1) / 2) bytes. Not thread-safe.
 */
public final class GaussianStatistics {
  private final int positions;
  private final int channels;
  private final double[] sums; // positions x channels
  private final double[] products; // positions x lower triangle, row by row
  private long count;

  /** Nothing yet, for that many positions and channels. */
  public GaussianStatistics(int positions, int channels) {
    if (positions < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "Invalid statistics: %d positions, %d channels".formatted(positions, channels));
    }

    this.positions = positions;
    this.channels = channels;
    this.sums = new double[positions * channels];
    this.products = new double[Math.multiplyExact(positions, triangle(channels))];
  }

  static int triangle(int channels) {
    return channels * (channels + 1) / 2;
  }

  /** Number of positions of the map. */
  public int positions() {
    return positions;
  }

  /** Length of a feature vector. */
  public int channels() {
    return channels;
  }

  /** Maps that were added. */
  public long count() {
    return count;
  }

  /** Adds one map of features, channels x positions. */
  public void add(float[] features) {
    if (features.length != positions * channels) {
      throw new IllegalArgumentException(
          "Invalid features: %d values for %d channels x %d positions"
              .formatted(features.length, channels, positions));
    }

    double[] vector = new double[channels];
    for (int p = 0; p < positions; p++) {
      for (int c = 0; c < channels; c++) {
        vector[c] = features[c * positions + p];
      }
      add(p, vector);
    }

    count++;
  }

  private void add(int position, double[] vector) {
    int at = position * triangle(channels);
    for (int i = 0; i < channels; i++) {
      double value = vector[i];
      sums[position * channels + i] += value;
      for (int j = 0; j <= i; j++) {
        products[at++] += value * vector[j];
      }
    }
  }

  /** Adds what the other one has seen. */
  public void merge(GaussianStatistics other) {
    if (other.positions != positions || other.channels != channels) {
      throw new IllegalArgumentException(
          "Cannot merge statistics of %d x %d with %d x %d"
              .formatted(positions, channels, other.positions, other.channels));
    }

    count += other.count;
    Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
    Arrays.setAll(products, i -> products[i] + other.products[i]);
  }

  /** The numbers as a vector, count first: for a sum over ranks, which keeps 24 bits of each. */
  float[] vector() {
    float[] vector = new float[1 + sums.length + products.length];
    vector[0] = count;
    for (int i = 0; i < sums.length; i++) {
      vector[1 + i] = (float) sums[i];
    }

    for (int i = 0; i < products.length; i++) {
      vector[1 + sums.length + i] = (float) products[i];
    }

    return vector;
  }

  /** Takes the numbers of such a vector in the place of its own. */
  void take(float[] vector) {
    count = (long) vector[0];
    Arrays.setAll(sums, i -> vector[1 + i]);
    Arrays.setAll(products, i -> vector[1 + sums.length + i]);
  }

  /** All of it, to be read by {@link #of}. */
  public byte[] bytes() {
    int size = 2 * Integer.BYTES + Long.BYTES * (1 + sums.length + products.length);
    ByteBuffer buffer = ByteBuffer.allocate(size);
    buffer.putInt(positions).putInt(channels).putLong(count);
    buffer.asDoubleBuffer().put(sums).put(products);
    return buffer.array();
  }

  /** What {@link #bytes} wrote. */
  public static GaussianStatistics of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    GaussianStatistics read = new GaussianStatistics(buffer.getInt(), buffer.getInt());
    read.count = buffer.getLong();
    buffer.asDoubleBuffer().get(read.sums).get(read.products);
    return read;
  }

  /**
   * The Gaussians: mean and covariance (divided by count - 1) at each position.
   *
   * @param regularisation what is added to the variances; 0.01 in the paper
   * @throws IllegalStateException if fewer than two maps were added
   */
  public GaussianModel model(double regularisation) {
    if (count < 2) {
      throw new IllegalStateException(
          "Cannot fit Gaussians to %d pictures (at least 2)".formatted(count));
    }

    GaussianModel model = new GaussianModel(positions, channels);
    for (int p = 0; p < positions; p++) {
      model.set(p, mean(p), covariance(p, regularisation));
    }

    return model;
  }

  /** Mean vector of a position. */
  double[] mean(int position) {
    double[] mean = new double[channels];
    Arrays.setAll(mean, c -> sums[position * channels + c] / count);
    return mean;
  }

  /** Covariance matrix of a position. */
  double[][] covariance(int position, double regularisation) {
    double[] mean = mean(position);
    double[][] matrix = new double[channels][channels];
    int at = position * triangle(channels);
    for (int i = 0; i < channels; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = (products[at++] - count * mean[i] * mean[j]) / (count - 1);
        matrix[j][i] = matrix[i][j];
      }
      matrix[i][i] += regularisation;
    }

    return matrix;
  }
}
