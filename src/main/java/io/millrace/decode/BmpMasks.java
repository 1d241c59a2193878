package io.millrace.decode;

/** Which bits of a pixel are red, green, blue and alpha. */
record BmpMasks(int red, int green, int blue, int alpha) {
  boolean isRgb565() {
    return red == 0xf800 && green == 0x7e0 && blue == 0x1f;
  }

  boolean isRgb555() {
    return red == 0x7c00 && green == 0x3e0 && blue == 0x1f;
  }

  boolean isEmpty() {
    return (red | green | blue | alpha) == 0;
  }

  /** Whether red, green and blue are bytes of their own. */
  boolean isBytes() {
    return isByte(red) && isByte(green) && isByte(blue);
  }

  private static boolean isByte(int mask) {
    return mask == 0xff || mask == 0xff00 || mask == 0xff0000 || mask == 0xff000000;
  }

  /** Which byte of a pixel a mask of eight bits is. */
  static int place(int mask) {
    return Integer.numberOfTrailingZeros(mask) / 8;
  }

  @Override
  public String toString() {
    return "%08x, %08x, %08x and %08x".formatted(red, green, blue, alpha);
  }
}
