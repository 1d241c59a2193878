package io.millrace.report.measure;

/**
 * The variance of the Laplacian of a picture's luma, rounded to whole levels, over all pixels that
 * have four neighbours (Pech-Pacheco et al., "Diatom autofocusing in brightfield microscopy: a
 * comparative study", 2000). Takes the rows from top to bottom. Exact but for the last division.
 */
final class Sharpness {
  private static final int THOUSAND = 1000;

  private int[] above;
  private int[] middle;
  private int[] below;
  private int rows;
  private long count;
  private long sum;
  private long squares;

  Sharpness(int width) {
    this.above = new int[width];
    this.middle = new int[width];
    this.below = new int[width];
  }

  /** The next row, in thousandths of a level. */
  void row(int[] luma) {
    int[] free = above;
    above = middle;
    middle = below;
    below = free;
    for (int x = 0; x < luma.length; x++) {
      below[x] = (luma[x] + THOUSAND / 2) / THOUSAND;
    }

    rows++;
    if (rows >= 3) {
      add();
    }
  }

  private void add() {
    for (int x = 1; x < middle.length - 1; x++) {
      int value = above[x] + below[x] + middle[x - 1] + middle[x + 1] - 4 * middle[x];
      sum += value;
      squares += (long) value * value;
    }

    count += Math.max(0, middle.length - 2);
  }

  /** 0 where no pixel has four neighbours. */
  double variance() {
    if (count == 0) {
      return 0;
    }

    double mean = (double) sum / count;
    return Math.max(0, (double) squares / count - mean * mean);
  }
}
