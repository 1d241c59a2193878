package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/** A Windows or OS/2 bitmap: 1, 4, 8, 16, 24 and 32 bits, RLE4, RLE8 and bit fields. */
final class BmpPicture implements Picture {
  private final byte[] bytes;
  private final BmpHeader header;
  private final BmpColors colors;

  BmpPicture(byte[] bytes) throws UnreadableException {
    this.bytes = bytes;
    this.header = new BmpHeader(bytes);
    this.colors = BmpColors.of(bytes, header);
  }

  @Override
  public ImageInfo info() {
    return new ImageInfo("BMP", header.width(), header.height(), colors.mode());
  }

  @Override
  public int channels() {
    return header.bits() <= 8 ? 1 : colors.mode().equals("RGBA") ? 4 : 3;
  }

  @Override
  public int bits() {
    return header.bits() <= 8 ? header.bits() : header.bits() == 16 ? 5 : 8;
  }

  @Override
  public void write(Rows out) throws UnreadableException {
    if (header.compression() == BmpHeader.RLE8 || header.compression() == BmpHeader.RLE4) {
      writeRuns(out);
      return;
    }

    long stride = (((long) header.width() * header.bits() + 31) >> 3) & ~3L;
    long start = header.pixelsStart();
    long used = (header.width() * (long) header.bits() + 7) / 8;
    if (start + stride * (header.height() - 1) + used > bytes.length) {
      throw Broken.truncated(
          "its pixels need %d bytes from byte %d on, %d are there"
              .formatted(stride * header.height(), start, Math.max(0, bytes.length - start)));
    }

    for (int y = 0; y < header.height(); y++) {
      int stored = header.topDown() ? y : header.height() - 1 - y;
      colors.write(bytes, (int) (start + stride * stored), out);
    }
  }

  private void writeRuns(Rows out) throws UnreadableException {
    Palette palette = BmpIndexed.read(bytes, header).palette();
    byte[] indices = new BmpRuns(bytes, header).read();
    for (int y = 0; y < header.height(); y++) {
      int stored = header.topDown() ? y : header.height() - 1 - y;
      out.indexed(indices, stored * header.width(), 1, palette);
    }
  }
}
