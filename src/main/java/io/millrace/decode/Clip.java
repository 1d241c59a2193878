package io.millrace.decode;

/** Wider values to a byte as Pillow's conversions to {@code L} do it: cut to 0..255, not scaled. */
final class Clip {
  private Clip() {}

  static byte integer(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }

  /** Rounds towards zero; what is no number becomes 0. */
  static byte real(float value) {
    return integer((int) value);
  }
}
