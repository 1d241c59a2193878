package io.millrace.report.measure;

import io.millrace.item.HostTensor;
import io.millrace.item.Size;
import java.nio.ByteBuffer;

/**
 * What one mask is like.
 *
 * @param area share of the picture that it covers
 * @param cells share of each cell of a grid that it covers, row by row, in parts of {@link #ONE}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MaskMeasure(double area, long[] cells) {
  /** Cells a side. */
  static final int SIDE = 16;

  /** All of a cell. */
  static final long ONE = 1L << 24;

  /** Measures uint8, height x width, set where not 0. */
  public static MaskMeasure of(HostTensor mask) {
    Size size = new Size(mask.axis(0), mask.axis(1));
    AreaMean mean = new AreaMean(size, new Size(SIDE, SIDE));
    ByteBuffer data = mask.data();
    byte[] levels = new byte[size.width()];
    int[] row = new int[size.width()];
    long set = 0;
    for (int y = 0; y < size.height(); y++) {
      data.get(y * size.width(), levels);
      for (int x = 0; x < row.length; x++) {
        row[x] = levels[x] == 0 ? 0 : 1;
        set += row[x];
      }

      mean.row(row);
    }

    double pixels = (double) size.height() * size.width();
    long[] cells = new long[SIDE * SIDE];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Math.round(mean.sums()[i] / pixels * ONE);
    }

    return new MaskMeasure(set / pixels, cells);
  }

  /** Whether any pixel is set. */
  public boolean any() {
    return area > 0;
  }
}
