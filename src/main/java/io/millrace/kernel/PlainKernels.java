package io.millrace.kernel;

/** Java without flags and libraries. */
final class PlainKernels implements Kernels {
  @Override
  public String name() {
    return "plain";
  }

  @Override
  public LineFilter lineFilter(int step, int length) {
    return new PlainFilter(step, length);
  }

  @Override
  public void multiply(byte[] pixels, int offset, float factor, float[] row) {
    for (int x = 0; x < row.length; x++) {
      row[x] = (pixels[offset + x] & 0xFF) * factor;
    }
  }
}
