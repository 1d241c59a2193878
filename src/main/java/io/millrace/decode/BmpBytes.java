package io.millrace.decode;

/** Pixels of three or four bytes; red, green and blue are the places of those bytes in a pixel. */
record BmpBytes(int red, int green, int blue, int step, String mode) implements BmpColors {
  @Override
  public void write(byte[] in, int offset, Rows out) {
    byte[] row = new byte[3 * out.width()];
    for (int to = 0, at = offset; to < row.length; to += 3, at += step) {
      row[to] = in[at + red];
      row[to + 1] = in[at + green];
      row[to + 2] = in[at + blue];
    }
    out.rgb(row, 0, 3);
  }
}
