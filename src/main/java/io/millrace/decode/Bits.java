package io.millrace.decode;

/** Samples of less than a byte, the leftmost in the highest bits. */
final class Bits {
  private Bits() {}

  /** Fills {@code out} with samples of 1, 2 or 4 bits, a byte each, not scaled. */
  static void spread(byte[] in, int offset, int bits, byte[] out) {
    int mask = (1 << bits) - 1;
    for (int x = 0; x < out.length; x++) {
      int bit = x * bits;
      out[x] = (byte) ((in[offset + (bit >> 3)] >> (8 - bits - (bit & 7))) & mask);
    }
  }

  /** Multiplies every value, such as by 85 to make 0..3 into 0..255. */
  static void scale(byte[] values, int factor) {
    for (int x = 0; x < values.length; x++) {
      values[x] = (byte) (values[x] * factor);
    }
  }
}
