package io.millrace.kernel;

/** Java without flags and libraries. */
final class PlainKernels implements Kernels {
  static final Kernels INSTANCE = new PlainKernels();

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
    for (int x = 0; x < row.length; x++) {
      row[x] = LEVELS[pixels[offset + x] & 0xFF];
    }
    rows.weigh(row);
  }

  @Override
  public LevelRow levelRow(LevelScale scale) {
    return LevelRow.of(scale.table());
  }
}
