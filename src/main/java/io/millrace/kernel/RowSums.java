package io.millrace.kernel;

/**
 * Resizes rows along one axis. Products are added in the order of the taps, so that the bits are
 * the same however it is done. For one thread.
 */
public interface RowSums {
  /** Zeros that must follow what of a row the weights reach. */
  int MARGIN = 24;

  /**
   * Fills each channel's row of {@code output}.
   *
   * @param row the inputs, in which the values of all channels are interleaved
   */
  void sum(float[] row, float[][] output);
}
