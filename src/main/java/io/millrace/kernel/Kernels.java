package io.millrace.kernel;

/** One way of doing the loops. Without state; safe for use by several threads. */
public interface Kernels {
  /** Such as {@code plain}, to be shown. */
  String name();

  /** For lines of {@code length} bytes whose pixels lie {@code step} bytes apart. */
  LineFilter lineFilter(int step, int length);

  /**
   * Levels to numbers: {@code row[x]} is {@code pixels[offset + x]}, taken as 0 to 255, times
   * {@code factor}, in float32.
   */
  void multiply(byte[] pixels, int offset, float factor, float[] row);
}
