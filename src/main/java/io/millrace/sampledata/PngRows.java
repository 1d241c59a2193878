package io.millrace.sampledata;

/**
 * Rows of a PNG, one after the other, each by the filter whose bytes have the least sum of absolute
 * values: none, Up, Sub or Paeth, as Pillow chooses.
 */
final class PngRows {
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int PAETH = 4;

  private final int bytesAPixel;
  private int[] above;
  private int[] current;
  private final byte[] best;
  private final byte[] tried;

  PngRows(int bytes, int bytesAPixel) {
    this.bytesAPixel = bytesAPixel;
    // a pixel of zeros to the left of each row
    this.above = new int[bytesAPixel + bytes];
    this.current = new int[bytesAPixel + bytes];
    this.best = new byte[1 + bytes];
    this.tried = new byte[1 + bytes];
  }

  /** The filter's number and the filtered bytes; valid until the next call. */
  byte[] filtered(int[] row) {
    System.arraycopy(row, 0, current, bytesAPixel, row.length);
    long least = Long.MAX_VALUE;
    for (int filter : new int[] {NONE, UP, SUB, PAETH}) {
      long sum = filter(filter);
      if (sum < least) {
        least = sum;
        System.arraycopy(tried, 0, best, 0, tried.length);
      }
    }

    int[] free = above;
    above = current;
    current = free;
    return best;
  }

  private long filter(int filter) {
    tried[0] = (byte) filter;
    long sum = 0;
    for (int i = bytesAPixel; i < current.length; i++) {
      int left = current[i - bytesAPixel];
      int guess =
          switch (filter) {
            case NONE -> 0;
            case UP -> above[i];
            case SUB -> left;
            default -> nearest(left, above[i], above[i - bytesAPixel]);
          };
      byte rest = (byte) (current[i] - guess);
      tried[1 + i - bytesAPixel] = rest;
      sum += Math.abs(rest);
    }

    return sum;
  }

  /** The one that is nearest to left + above - corner, the first of equals. */
  private static int nearest(int left, int above, int corner) {
    int toLeft = Math.abs(above - corner);
    int toAbove = Math.abs(left - corner);
    int toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) {
      return left;
    }

    return toAbove <= toCorner ? above : corner;
  }
}
