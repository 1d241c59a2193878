package io.millrace.report.measure;

import io.millrace.item.Size;

/**
 * Averages a plane of integers to one of another size by the areas that its pixels cover there.
 * Exact: the sums are integers. Takes the rows from top to bottom.
 */
final class AreaMean {
  private final Size from;
  private final Size to;
  private final long[] sums;
  private final long[] before;
  private int y;

  AreaMean(Size from, Size to) {
    this.from = from;
    this.to = to;
    this.sums = new long[to.height() * to.width()];
    this.before = new long[from.width() + 1];
  }

  /** The next row. */
  void row(int[] values) {
    for (int x = 0; x < from.width(); x++) {
      before[x + 1] = before[x] + values[x];
    }

    // in parts of a row's height: the row covers [top, bottom), cell r [r * height, (r + 1) *
    // height)
    long top = (long) y * to.height();
    long bottom = top + to.height();
    for (long at = top; at < bottom; ) {
      int r = (int) (at / from.height());
      long end = Math.min(bottom, (r + 1L) * from.height());
      add(r, end - at, values);
      at = end;
    }

    y++;
  }

  private void add(int r, long weight, int[] values) {
    long left = 0;
    for (int c = 0; c < to.width(); c++) {
      long right = covered((c + 1L) * from.width(), values);
      sums[r * to.width() + c] += weight * (right - left);
      left = right;
    }
  }

  /** Sum of the values left of that place, in parts of a pixel's width. */
  private long covered(long place, int[] values) {
    int x = (int) (place / to.width());
    long rest = place % to.width();
    return to.width() * before[x] + (rest == 0 ? 0 : rest * values[x]);
  }

  /** The sums, row by row: means times the pixels of the plane that was averaged. */
  long[] sums() {
    return sums;
  }
}
