package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The headers of a BMP, read by the rules of Pillow's BmpImagePlugin. */
final class BmpHeader {
  static final int RAW = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  static final int BITFIELDS = 3;
  private static final int FILE_HEADER = 14;
  private static final int CORE = 12;

  private final ByteBuffer view;
  private final int headerSize;

  BmpHeader(byte[] bytes) throws UnreadableException {
    this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    need(FILE_HEADER + CORE);
    this.headerSize = view.getInt(FILE_HEADER);
    switch (headerSize) {
      case CORE, 40, 52, 56, 64, 108, 124 -> need(FILE_HEADER + headerSize);
      default -> throw Broken.unsupported("is a BMP with a header of " + headerSize + " bytes");
    }
  }

  private void need(int size) throws UnreadableException {
    if (view.limit() < size) {
      throw Broken.truncated("its header has " + view.limit() + " of " + size + " bytes");
    }
  }

  private boolean core() {
    return headerSize == CORE;
  }

  int width() {
    return core() ? view.getShort(18) & 0xffff : view.getInt(18);
  }

  int height() {
    return core() ? view.getShort(20) & 0xffff : Math.abs(view.getInt(22));
  }

  /** Rows are stored from bottom to top unless the height is negative. */
  boolean topDown() {
    return !core() && view.getInt(22) < 0;
  }

  int bits() {
    return view.getShort(core() ? 24 : 28) & 0xffff;
  }

  int compression() {
    return core() ? RAW : view.getInt(30);
  }

  /** Entries of the palette. */
  long colors() {
    long stated = core() ? 0 : view.getInt(46) & 0xffffffffL;
    return stated == 0 ? 1L << Math.min(bits(), 32) : stated;
  }

  /** Bytes of an entry of the palette. */
  int colorBytes() {
    return core() ? 3 : 4;
  }

  /** Where the palette begins; three masks follow a header of 40 bytes with bit fields. */
  int colorsStart() {
    return FILE_HEADER + headerSize + (compression() == BITFIELDS && headerSize == 40 ? 12 : 0);
  }

  /** Where the pixels begin; some writers forget the palette here, and Pillow allows for it. */
  long pixelsStart() {
    long stated = view.getInt(10) & 0xffffffffL;
    long colorsEnd = colorsStart() + (bits() <= 8 ? colorBytes() * colors() : 0);
    boolean forgotten = bits() <= 8 && stated == FILE_HEADER + headerSize;
    return stated == 0 || forgotten ? colorsEnd : stated;
  }

  /** The masks of a picture with bit fields; short headers have none for alpha. */
  BmpMasks masks() throws UnreadableException {
    int start = FILE_HEADER + 40;
    need(start + 12);
    int alpha = headerSize < 56 ? 0 : view.getInt(start + 12);
    return new BmpMasks(view.getInt(start), view.getInt(start + 4), view.getInt(start + 8), alpha);
  }
}
