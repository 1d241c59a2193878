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
   * Levels to numbers in [0, 1]: {@code row[x]} is {@code pixels[offset + x]}, taken as 0 to 255,
   * of times {@link #ONE_255TH}.
   */
  void levels(byte[] pixels, int offset, float[] row);

  /** For the levels of a channel of which that is made. */
  LevelRow levelRow(LevelScale scale);

  /** For rows in which the values of so many channels, 1 or 3, are interleaved. */
  RowSums rowSums(RowWeights weights, int channels);
}
