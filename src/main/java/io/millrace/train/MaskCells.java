package io.millrace.train;

import io.millrace.item.HostTensor;
import java.nio.ByteBuffer;

/**
 * How many normal and abnormal pixels of a mask each cell of a smaller map stands for, by nearest
 * enlarging: with it a pixel AUROC at the mask's size needs the map at its own size only.
 */
public final class MaskCells {
  private final int[] normal;
  private final int[] abnormal;

  private MaskCells(int cells) {
    this.normal = new int[cells];
    this.abnormal = new int[cells];
  }

  /** The cells of a mask, height x width uint8, for a map of that height and width. */
  static MaskCells of(HostTensor mask, int height, int width) {
    MaskCells cells = new MaskCells(height * width);
    ByteBuffer data = mask.data();
    int rows = mask.axis(0);
    int columns = mask.axis(1);
    for (int y = 0; y < rows; y++) {
      int first = (int) ((long) y * height / rows) * width;
      for (int x = 0; x < columns; x++) {
        int cell = first + (int) ((long) x * width / columns);
        if (data.get(y * columns + x) == 0) {
          cells.normal[cell]++;
        } else {
          cells.abnormal[cell]++;
        }
      }
    }

    return cells;
  }

  /** The cells that {@link #bytes} wrote. */
  public static MaskCells of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    MaskCells cells = new MaskCells(bytes.length / (2 * Integer.BYTES));
    for (int i = 0; i < cells.normal.length; i++) {
      cells.normal[i] = buffer.getInt();
      cells.abnormal[i] = buffer.getInt();
    }

    return cells;
  }

  /** Two numbers of 32 bits a cell: normal, abnormal. */
  byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(2 * Integer.BYTES * normal.length);
    for (int i = 0; i < normal.length; i++) {
      buffer.putInt(normal[i]).putInt(abnormal[i]);
    }

    return buffer.array();
  }

  /** Counts them by the scores of their cells. */
  public void count(float[] scores, PixelCounts counts) {
    if (scores.length != normal.length) {
      throw new IllegalArgumentException(
          "Invalid map: %d scores for %d cells".formatted(scores.length, normal.length));
    }

    for (int i = 0; i < scores.length; i++) {
      counts.add(scores[i], normal[i], abnormal[i]);
    }
  }
}
