package io.millrace.transform;

import io.millrace.kernel.Accelerators;
import io.millrace.kernel.Kernels;
import io.millrace.kernel.LevelScale;
import io.millrace.kernel.LiveRows;
import io.millrace.sample.Contents;

/** The numbers that the 256 levels of a decoded picture stand for. */
public enum Levels {
  /** The level times the float32 nearest to 1/255, as torchvision's {@code to_dtype} does. */
  MULTIPLIED {
    @Override
    public LevelScale scale(float mean, float std) {
      return new LevelScale(Kernels.ONE_255TH, 1, mean, std);
    }

    @Override
    void weigh(byte[] pixels, int offset, LiveRows rows) {
      Accelerators.chosen().kernels().weigh(pixels, offset, rows);
    }

    @Override
    void values(byte[] pixels, int offset, int step, float[] row) {
      for (int x = 0, at = offset; x < row.length; x++, at += step) {
        row[x] = (pixels[at] & 0xFF) * Kernels.ONE_255TH; // half the time of the table
      }
    }
  },
  /**
   * The level divided by 255, as the reference reads pictures that have depth maps: one unit in the
   * last place apart for half of the levels.
   */
  DIVIDED {
    @Override
    public LevelScale scale(float mean, float std) {
      return new LevelScale(1, 255, mean, std);
    }
  };

  /** How many there are. */
  public static final int COUNT = 256;

  private final float[] values = new float[COUNT];

  Levels() {
    LevelScale scale = scale(0, 1);
    for (int level = 0; level < COUNT; level++) {
      values[level] = scale.number(level);
    }
  }

  /** These numbers, then {@link Normalize} by that mean and deviation: 0 and 1 for none. */
  public abstract LevelScale scale(float mean, float std);

  /** Adds the numbers of a row of bytes from {@code offset} on to sums. */
  void weigh(byte[] pixels, int offset, LiveRows rows) {
    values(pixels, offset, 1, rows.numbers());
    rows.weigh(rows.numbers());
  }

  /** A row of every {@code step}-th byte from {@code offset} on. */
  void values(byte[] pixels, int offset, int step, float[] row) {
    for (int x = 0, at = offset; x < row.length; x++, at += step) {
      row[x] = values[pixels[at] & 0xFF];
    }
  }

  /** As the reference has them for samples of that kind. */
  public static Levels of(Contents contents) {
    return contents.depth().exists() ? DIVIDED : MULTIPLIED;
  }

  /** The number of a level, in [0, 1]. */
  public float value(int level) {
    return values[level];
  }
}
