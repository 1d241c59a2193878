package io.millrace.kernel;

/** One way of doing the loops. Without state; safe for use by several threads. */
public interface Kernels {
  /** The float32 nearest to 1/255. */
  float ONE_255TH = 0x1.010102p-8f; // bits 3B808081

  /** Java without flags and libraries. */
  static Kernels plain() {
    return PlainKernels.INSTANCE;
  }

  /** Such as {@code plain}, to be shown. */
  String name();

  /** For lines of {@code length} bytes whose pixels lie {@code step} bytes apart. */
  LineFilter lineFilter(int step, int length);

  /**
   * Adds a row of levels to sums: the number of a level is {@code pixels[offset + x]}, taken as 0
   * to 255, times {@link #ONE_255TH}.
   */
  void weigh(byte[] pixels, int offset, LiveRows rows);

  /** For the levels of a channel of which that is made. */
  LevelRow levelRow(LevelScale scale);
}
