package io.millrace.decode;

import io.millrace.item.RowSink;
import io.millrace.item.Size;

/** One mask, a bit a pixel, rows on whole bytes. Takes no room for pixels until one is set. */
final class MaskBits {
  /** What a mask without pixels takes, about. */
  static final long OBJECTS = 64;

  private final Size size;
  private byte[] bits = new byte[0];

  MaskBits(Size size) {
    this.size = size;
  }

  Size size() {
    return size;
  }

  boolean any() {
    return bits.length > 0;
  }

  private int stride() {
    return (size.width() + 7) / 8;
  }

  /** Bytes that it takes once a pixel is set. */
  long bytes() {
    return (long) stride() * size.height();
  }

  /** Makes room for pixels. */
  void allocate() {
    bits = new byte[Math.toIntExact(bytes())];
  }

  void set(int x, int y) {
    bits[y * stride() + (x >> 3)] |= (byte) (128 >> (x & 7));
  }

  long pixels() {
    long pixels = 0;
    for (byte part : bits) {
      pixels += Integer.bitCount(part & 255);
    }

    return pixels;
  }

  void rows(RowSink sink) {
    sink.begin(size.width(), size.height(), 1);
    byte[] row = new byte[size.width()];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < row.length && any(); x++) {
        row[x] = (byte) (bits[y * stride() + (x >> 3)] << (24 + (x & 7)) >> 31);
      }
      sink.row(y, row, 0);
    }
  }
}
