package io.millrace.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Java without flags and libraries. */
final class PlainKernels implements Kernels {
  static final Kernels INSTANCE = new PlainKernels();

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** A constant of known length: no look-up has to be checked. */
  private static final float[] LEVELS = new float[256];

  static {
    for (int level = 0; level < LEVELS.length; level++) {
      LEVELS[level] = level * ONE_255TH;
    }
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public LineFilter lineFilter(int step, int length) {
    return new PlainFilter(step, length);
  }

  @Override
  public void weigh(byte[] pixels, int offset, LiveRows rows) {
    float[] row = rows.numbers();
    int x = 0;
    for (; x <= row.length - Long.BYTES; x += Long.BYTES) {
      long eight = (long) LONG.get(pixels, offset + x);
      row[x] = LEVELS[(int) eight & 0xFF];
      row[x + 1] = LEVELS[(int) (eight >>> 8) & 0xFF];
      row[x + 2] = LEVELS[(int) (eight >>> 16) & 0xFF];
      row[x + 3] = LEVELS[(int) (eight >>> 24) & 0xFF];
      row[x + 4] = LEVELS[(int) (eight >>> 32) & 0xFF];
      row[x + 5] = LEVELS[(int) (eight >>> 40) & 0xFF];
      row[x + 6] = LEVELS[(int) (eight >>> 48) & 0xFF];
      row[x + 7] = LEVELS[(int) (eight >>> 56)];
    }

    for (; x < row.length; x++) {
      row[x] = LEVELS[pixels[offset + x] & 0xFF];
    }
    rows.weigh(row);
  }

  @Override
  public LevelRow levelRow(LevelScale scale) {
    return LevelRow.of(scale.table());
  }
}
