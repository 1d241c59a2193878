package io.millrace.decode;

/**
 * Pixels of 16 bits, 5 for blue and red and 5 or 6 for green, widened as Pillow does: {@code value
 * * 255 / largest}, rounded down.
 */
record BmpShort(int redShift, int greenMask) implements BmpColors {
  @Override
  public String mode() {
    return "RGB";
  }

  @Override
  public void write(byte[] in, int offset, Rows out) {
    byte[] row = new byte[3 * out.width()];
    for (int to = 0, at = offset; to < row.length; to += 3, at += 2) {
      int pixel = (in[at] & 255) | (in[at + 1] & 255) << 8;
      row[to] = (byte) (((pixel >> redShift) & 31) * 255 / 31);
      row[to + 1] = (byte) (((pixel >> 5) & greenMask) * 255 / greenMask);
      row[to + 2] = (byte) ((pixel & 31) * 255 / 31);
    }
    out.rgb(row, 0, 3);
  }
}
