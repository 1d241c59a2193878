package io.millrace.kernel;

/**
 * Undoes the filters of a PNG's lines (specification 9.2) for pixels that lie {@code step} bytes
 * apart. Lines carry {@code step} zero bytes in front, the neighbours of the first pixel, and
 * {@link #MARGIN} bytes behind, which may be overwritten; so does the input behind its last line.
 *
 * <p>In every method {@code in[data + i]} is what was added to the prediction of {@code line[i]}.
 */
public interface LineFilter {
  /** Bytes behind a line that may be read and written. */
  int MARGIN = 8;

  /** Filter 1: the pixel to the left. */
  void sub(byte[] in, int data, byte[] line);

  /** Filter 2: the pixel above. */
  void up(byte[] in, int data, byte[] above, byte[] line);

  /** Filter 3: half the sum of both, rounded down. */
  void average(byte[] in, int data, byte[] above, byte[] line);

  /** Filter 4: left, above or upper left, whichever is nearest to their sum, see Paeth 1991. */
  void paeth(byte[] in, int data, byte[] above, byte[] line);
}
