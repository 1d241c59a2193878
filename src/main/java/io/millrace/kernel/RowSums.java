package io.millrace.kernel;

/**
 * Resizes rows along one axis, in plain Java: by the Vector API it takes half the time alone, but
 * called from a decoder it is compiled so that vectors end on the heap, and takes more. Products
 * are added in the order of the taps, so that the bits are the same however it is done. For one
 * thread.
 */
public interface RowSums {
  /** Zeros that must follow what of a row the weights reach. */
  int MARGIN = 24;

  /** For rows in which the values of so many channels, 1 or 3, are interleaved. */
  static RowSums of(RowWeights weights, int channels) {
    return switch (channels) {
      case 1 -> new PlaneSums(weights);
      case 3 -> new PixelSums(weights);
      default -> throw new IllegalArgumentException("Invalid channels: " + channels);
    };
  }

  /**
   * Fills each channel's row of {@code output}.
   *
   * @param row the inputs, in which the values of all channels are interleaved
   */
  void sum(float[] row, float[][] output);
}
