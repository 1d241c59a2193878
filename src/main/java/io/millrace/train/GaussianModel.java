package io.millrace.train;

import java.nio.ByteBuffer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A Gaussian at each position of a map: what is normal there. The covariance is held as its
 * Cholesky factor, so that a distance is a forward substitution. Immutable once made; safe for use
 * by several threads.
 */
public final class GaussianModel {
  private static final double SYMMETRY = 1e-9;
  private static final double POSITIVITY = 1e-12;

  private final int positions;
  private final int channels;
  private final double[] means; // positions x channels
  private final double[] factors; // positions x lower triangle, row by row

  GaussianModel(int positions, int channels) {
    this.positions = positions;
    this.channels = channels;
    this.means = new double[positions * channels];
    this.factors = new double[positions * GaussianStatistics.triangle(channels)];
  }

  void set(int position, double[] mean, double[][] covariance) {
    System.arraycopy(mean, 0, means, position * channels, channels);
    RealMatrix matrix = new Array2DRowRealMatrix(covariance, false);
    RealMatrix factor = new CholeskyDecomposition(matrix, SYMMETRY, POSITIVITY).getL();
    int at = position * GaussianStatistics.triangle(channels);
    for (int i = 0; i < channels; i++) {
      for (int j = 0; j <= i; j++) {
        factors[at++] = factor.getEntry(i, j);
      }
    }
  }

  /** Number of positions of the map. */
  public int positions() {
    return positions;
  }

  /**
   * Mahalanobis distances of a map of features.
   *
   * @param features channels x positions
   * @return a distance for each position
   */
  public float[] distances(float[] features) {
    if (features.length != positions * channels) {
      throw new IllegalArgumentException(
          "Invalid features: %d values, the model has %d channels x %d positions (features and model must be of one backbone and size)"
              .formatted(features.length, channels, positions));
    }

    float[] distances = new float[positions];
    double[] white = new double[channels];
    for (int p = 0; p < positions; p++) {
      distances[p] = (float) Math.sqrt(square(features, p, white));
    }

    return distances;
  }

  private double square(float[] features, int position, double[] white) {
    int at = position * GaussianStatistics.triangle(channels);
    double square = 0;
    for (int i = 0; i < channels; i++) {
      double rest = features[i * positions + position] - means[position * channels + i];
      for (int j = 0; j < i; j++) {
        rest -= factors[at++] * white[j];
      }
      white[i] = rest / factors[at++];
      square += white[i] * white[i];
    }

    return square;
  }

  /** All of it, to be read by {@link #of}. */
  public byte[] bytes() {
    int size = 2 * Integer.BYTES + Double.BYTES * (means.length + factors.length);
    ByteBuffer buffer = ByteBuffer.allocate(size).putInt(positions).putInt(channels);
    buffer.asDoubleBuffer().put(means).put(factors);
    return buffer.array();
  }

  /** What {@link #bytes} wrote. */
  public static GaussianModel of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    GaussianModel model = new GaussianModel(buffer.getInt(), buffer.getInt());
    buffer.asDoubleBuffer().get(model.means).get(model.factors);
    return model;
  }
}
