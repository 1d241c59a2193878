package io.millrace.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Samples of any kind to bytes, as Pillow's unpackers and conversions to {@code L} do together:
 * wider grey is cut to 0..255, wider colours keep their high byte.
 */
final class TiffSamples {
  private final TiffHeader header;
  private final ByteOrder order;
  private final boolean grey;

  TiffSamples(TiffHeader header) {
    this.header = header;
    this.order = header.tags().order();
    this.grey = header.samples() == 1;
  }

  /** Fills {@code out} from the row at {@code offset}. */
  void read(byte[] in, int offset, byte[] out) {
    switch (header.bits()) {
      case 1, 2, 4 -> Bits.spread(in, offset, header.bits(), out);
      case 8 -> System.arraycopy(in, offset, out, 0, out.length);
      case 12 -> twelve(in, offset, out);
      case 16 -> sixteen(in, offset, out);
      default -> thirtyTwo(in, offset, out);
    }
  }

  /** Two samples in three bytes, the highest bits first. */
  private static void twelve(byte[] in, int offset, byte[] out) {
    for (int x = 0; x < out.length; x++) {
      int at = offset + x * 3 / 2;
      int pair = (in[at] & 255) << 8 | (in[at + 1] & 255);
      out[x] = Clip.integer(x % 2 == 0 ? pair >> 4 : pair & 0xfff);
    }
  }

  private void sixteen(byte[] in, int offset, byte[] out) {
    ByteBuffer view = ByteBuffer.wrap(in).order(order);
    boolean signed = header.format() == TiffHeader.SIGNED;
    for (int x = 0, at = offset; x < out.length; x++, at += 2) {
      int value = view.getShort(at);
      out[x] = grey ? Clip.integer(signed ? value : value & 0xffff) : (byte) (value >> 8);
    }
  }

  private void thirtyTwo(byte[] in, int offset, byte[] out) {
    ByteBuffer view = ByteBuffer.wrap(in).order(order);
    boolean real = header.format() == TiffHeader.FLOAT;
    for (int x = 0, at = offset; x < out.length; x++, at += 4) {
      out[x] = real ? Clip.real(view.getFloat(at)) : Clip.integer(view.getInt(at));
    }
  }
}
