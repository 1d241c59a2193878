package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Portable bit, grey and pixel maps, plain and raw, and grey float maps. */
final class PnmPicture implements Picture {
  private final byte[] bytes;
  private final PnmHeader header;

  PnmPicture(byte[] bytes) throws UnreadableException {
    this.bytes = bytes;
    this.header = PnmHeader.read(bytes);
  }

  @Override
  public ImageInfo info() {
    return new ImageInfo("PNM", header.width(), header.height(), header.mode());
  }

  @Override
  public int channels() {
    return header.color() ? 3 : 1;
  }

  @Override
  public int bits() {
    return header.bits();
  }

  @Override
  public void write(Rows out) throws UnreadableException {
    int rowBytes = rowBytes();
    long needed = (long) rowBytes * header.height();
    if (needed > bytes.length - header.start()) {
      throw Broken.truncated(
          "its pixels need %d bytes from byte %d on, %d are there"
              .formatted(needed, header.start(), bytes.length - header.start()));
    }

    if (header.kind() == 'f') {
      writeFloats(out);
      return;
    }

    if (header.isBytes()) {
      writeBytes(rowBytes, out);
      return;
    }

    PnmSamples samples = new PnmSamples(bytes, header);
    for (int y = 0; y < header.height(); y++) {
      byte[] row = samples.next();
      if (header.color()) {
        out.rgb(row, 0, 3);
      } else {
        out.grey(row, 0, 1);
      }
    }
  }

  private void writeBytes(int rowBytes, Rows out) {
    int at = header.start();
    for (int y = 0; y < header.height(); y++, at += rowBytes) {
      if (header.color()) {
        out.rgb(bytes, at, 3);
      } else {
        out.grey(bytes, at, 1);
      }
    }
  }

  /** Bytes of a raw row, and the fewest that a plain row can have. */
  private int rowBytes() throws UnreadableException {
    long samples = header.samples();
    return Broken.arraySize(
        switch (header.kind()) {
          case '1' -> samples;
          case '2', '3' -> 2 * samples - 1;
          case '4' -> (samples + 7) / 8;
          case 'f' -> 4 * samples;
          default -> header.maxval() > 255 ? 2 * samples : samples;
        });
  }

  /** Rows from bottom to top, each value cut to 0..255 as Pillow's {@code f2l} does. */
  private void writeFloats(Rows out) {
    ByteBuffer view = ByteBuffer.wrap(bytes);
    view.order(header.scale() < 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    byte[] row = new byte[header.width()];
    for (int y = header.height() - 1; y >= 0; y--) {
      int at = header.start() + 4 * header.width() * y;
      for (int x = 0; x < row.length; x++, at += 4) {
        row[x] = Clip.real(view.getFloat(at));
      }
      out.grey(row, 0, 1);
    }
  }
}
