package io.millrace.train;

/** Gaussian smoothing of a plane in Java; beyond the border the plane is mirrored. */
final class Smoothing {
  private final double[] kernel;

  /** By that deviation, in cells; cut at three of them. */
  Smoothing(double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    this.kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double distance = i - radius;
      kernel[i] = radius == 0 ? 1 : StrictMath.exp(-distance * distance / (2 * sigma * sigma));
      sum += kernel[i];
    }

    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
  }

  /** Smooths a plane in place, height x width. */
  void apply(float[] plane, int height, int width) {
    float[] line = new float[Math.max(height, width)];
    for (int y = 0; y < height; y++) {
      line(plane, y * width, 1, width, line);
    }

    for (int x = 0; x < width; x++) {
      line(plane, x, width, height, line);
    }
  }

  private void line(float[] plane, int from, int stride, int length, float[] line) {
    int radius = kernel.length / 2;
    for (int i = 0; i < length; i++) {
      double sum = 0;
      for (int k = 0; k < kernel.length; k++) {
        sum += kernel[k] * plane[from + stride * mirrored(i + k - radius, length)];
      }
      line[i] = (float) sum;
    }

    for (int i = 0; i < length; i++) {
      plane[from + stride * i] = line[i];
    }
  }

  private static int mirrored(int i, int length) {
    int period = 2 * length;
    int folded = Math.floorMod(i, period);
    return folded < length ? folded : period - 1 - folded;
  }
}
