package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/** An interlaced PNG (specification 8.2): seven passes, put together before the first row. */
final class Adam7 {
  private static final int[] X_START = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] Y_START = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] X_STEP = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] Y_STEP = {8, 8, 8, 4, 4, 2, 2};

  private final PngHeader header;
  private final Scratch scratch;
  private final PngStream stream;
  private final int lineBytes;
  private final byte[] lines;

  Adam7(PngHeader header, PngData data, Scratch scratch) throws UnreadableException {
    this.header = header;
    this.scratch = scratch;
    int longest = Broken.arraySize(header.rowBytes(header.width())) + 1;
    this.stream = new PngStream(data, longest, Long.MAX_VALUE, scratch);
    this.lineBytes = (int) header.rowBytes(header.width());
    this.lines = new byte[Broken.arraySize((long) lineBytes * header.height())];
  }

  void write(PngLines out) throws UnreadableException {
    for (int pass = 0; pass < 7; pass++) {
      int width = count(header.width(), X_START[pass], X_STEP[pass]);
      int height = count(header.height(), Y_START[pass], Y_STEP[pass]);
      if (width > 0 && height > 0) {
        read(pass, width, height);
      }
    }

    for (int y = 0; y < header.height(); y++) {
      out.write(lines, y * lineBytes);
    }
  }

  private static int count(int size, int start, int step) {
    return (size - start + step - 1) / step;
  }

  private void read(int pass, int width, int height) throws UnreadableException {
    int length = (int) header.rowBytes(width);
    PngFilter filter = new PngFilter(stream, header, length, scratch);
    for (int row = 0; row < height; row++) {
      scatter(pass, filter.next(), (Y_START[pass] + row * Y_STEP[pass]) * lineBytes);
    }
  }

  private void scatter(int pass, byte[] from, int to) {
    int step = header.pixelBytes();
    for (int x = X_START[pass], i = 0; x < header.width(); x += X_STEP[pass], i++) {
      if (header.bits() < 8) {
        putBits(to, x, bits(from, step, i));
      } else {
        System.arraycopy(from, step + i * step, lines, to + x * step, step);
      }
    }
  }

  private int bits(byte[] line, int offset, int x) {
    int bit = x * header.bits();
    int shift = 8 - header.bits() - (bit & 7);
    return (line[offset + (bit >> 3)] >> shift) & ((1 << header.bits()) - 1);
  }

  private void putBits(int offset, int x, int value) {
    int bit = x * header.bits();
    lines[offset + (bit >> 3)] |= (byte) (value << (8 - header.bits() - (bit & 7)));
  }
}
