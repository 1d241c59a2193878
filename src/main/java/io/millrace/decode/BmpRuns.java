package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * Run-length coded bitmaps (RLE4 and RLE8), one index a byte in the order of the file. Pixels that
 * are skipped have index 0, as in Pillow.
 */
final class BmpRuns {
  private final byte[] bytes;
  private final boolean nibbles;
  private final int width;
  private final byte[] indices;
  private int at;
  private int pixel;

  BmpRuns(byte[] bytes, BmpHeader header) throws UnreadableException {
    this.bytes = bytes;
    this.nibbles = header.compression() == BmpHeader.RLE4;
    this.width = header.width();
    this.indices = new byte[Broken.arraySize((long) width * header.height())];
    this.at = (int) Math.min(header.pixelsStart(), bytes.length);
  }

  byte[] read() throws UnreadableException {
    boolean more = true;
    while (more && pixel < indices.length) {
      int count = next();
      int value = next();
      if (count > 0) {
        run(count, value);
      } else {
        more = escape(value);
      }
    }

    return indices;
  }

  private int next() throws UnreadableException {
    if (at >= bytes.length) {
      throw Broken.truncated("its runs end after " + pixel + " of " + indices.length + " pixels");
    }

    return bytes[at++] & 255;
  }

  /** A run stops at the end of its row. */
  private void run(int count, int value) {
    int end = Math.min(pixel + count, pixel - pixel % width + width);
    for (int i = 0; pixel < end; i++) {
      put(nibbles ? (i % 2 == 0 ? value >> 4 : value & 15) : value);
    }
  }

  private void put(int value) {
    if (pixel < indices.length) {
      indices[pixel++] = (byte) value;
    }
  }

  private boolean escape(int code) throws UnreadableException {
    switch (code) {
      case 0 -> skip((width - pixel % width) % width);
      case 1 -> {
        return false;
      }
      case 2 -> {
        int right = next();
        skip(right + (long) next() * width);
      }
      default -> literal(code);
    }

    return true;
  }

  private void skip(long pixels) {
    pixel = (int) Math.min(indices.length, pixel + pixels);
  }

  /** Pixels one by one; the next code begins at an even place of the file. */
  private void literal(int count) throws UnreadableException {
    for (int i = 0; i < count; i += nibbles ? 2 : 1) {
      int value = next();
      put(nibbles ? value >> 4 : value);
      if (nibbles && i + 1 < count) {
        put(value & 15);
      }
    }
    at += at & 1;
  }
}
