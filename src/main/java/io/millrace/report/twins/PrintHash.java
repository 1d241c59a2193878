package io.millrace.report.twins;

/**
 * The perceptual hash of a picture: the signs of 64 low frequencies of the discrete cosine
 * transform, as pHash has them (Zauner, "Implementation and Benchmarking of Perceptual Image Hash
 * Functions", 2010), of what is special of its print rather than of the print itself: else all
 * pictures of one product would share most bits.
 */
final class PrintHash {
  /** Frequencies along an axis: enough for 64 pairs whose sum is smallest. */
  private static final int FREQUENCIES = 11;

  private static final double[][] COSINES = cosines();

  private PrintHash() {}

  private static double[][] cosines() {
    double[][] cosines = new double[FREQUENCIES][Print.SIDE];
    for (int f = 0; f < FREQUENCIES; f++) {
      for (int x = 0; x < Print.SIDE; x++) {
        cosines[f][x] = StrictMath.cos(Math.PI * f * (2 * x + 1) / (2 * Print.SIDE));
      }
    }

    return cosines;
  }

  /** The hash of the 32 x 32 values of {@link Usual#special}. */
  static long of(double[] special) {
    double[][] across = new double[Print.SIDE][FREQUENCIES];
    for (int y = 0; y < Print.SIDE; y++) {
      for (int f = 0; f < FREQUENCIES; f++) {
        for (int x = 0; x < Print.SIDE; x++) {
          across[y][f] += special[y * Print.SIDE + x] * COSINES[f][x];
        }
      }
    }

    long hash = 0;
    int bits = 0;
    for (int sum = 1; bits < Long.SIZE; sum++) {
      for (int down = Math.max(0, sum - FREQUENCIES + 1); down <= sum && bits < Long.SIZE; down++) {
        if (down < FREQUENCIES) {
          hash = hash << 1 | (frequency(across, down, sum - down) > 0 ? 1 : 0);
          bits++;
        }
      }
    }

    return hash;
  }

  private static double frequency(double[][] across, int down, int right) {
    double sum = 0;
    for (int y = 0; y < Print.SIDE; y++) {
      sum += across[y][right] * COSINES[down][y];
    }

    return sum;
  }
}
