package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/**
 * Undoes differences between neighbours: TIFF 6.0, section 14, and Adobe's technical note 3 for
 * floats. Used with LZW and deflate alone; Pillow passes over the tag elsewhere, and so do we.
 */
final class TiffPredictor {
  private static final int HORIZONTAL = 2;
  private static final int FLOATING = 3;

  private final TiffHeader header;
  private final int kind;
  private final int samples;

  private TiffPredictor(TiffHeader header, int kind) {
    this.header = header;
    this.kind = kind;
    this.samples = header.planar() ? 1 : header.samples();
  }

  static TiffPredictor of(TiffHeader header) throws UnreadableException {
    int kind =
        switch (header.compression()) {
          case TiffBlocks.LZW, TiffBlocks.DEFLATE, TiffBlocks.OLD_DEFLATE ->
              header.tags().number(TiffTags.PREDICTOR, 1);
          default -> 1;
        };
    if (!isKnown(header, kind)) {
      throw Broken.unsupported(
          "is a TIFF with predictor " + kind + " for samples of " + header.bits() + " bits");
    }

    return new TiffPredictor(header, kind);
  }

  private static boolean isKnown(TiffHeader header, int kind) {
    int bits = header.bits();
    boolean wide = bits == 16 || bits == 32 || bits == 64;
    return switch (kind) {
      case 1 -> true;
      case HORIZONTAL -> bits == 8 || wide;
      case FLOATING -> bits == 32 || (wide && header.format() == TiffHeader.FLOAT);
      default -> false;
    };
  }

  void undo(byte[] block, int width, int rows) {
    if (kind == 1) {
      return;
    }

    int stride = (int) header.rowBytes(width);
    byte[] apart = new byte[kind == FLOATING ? stride : 0];
    for (int y = 0; y < rows; y++) {
      if (kind == FLOATING) {
        floats(block, y * stride, apart);
      } else {
        sums(block, y * stride, stride);
      }
    }
  }

  private void sums(byte[] block, int start, int stride) {
    ByteBuffer view = ByteBuffer.wrap(block).order(header.tags().order());
    int size = header.bits() / 8;
    int step = samples * size;
    for (int i = start + step; i < start + stride; i += size) {
      switch (size) {
        case 1 -> block[i] += block[i - step];
        case 2 -> view.putShort(i, (short) (view.getShort(i) + view.getShort(i - step)));
        case 4 -> view.putInt(i, view.getInt(i) + view.getInt(i - step));
        default -> view.putLong(i, view.getLong(i) + view.getLong(i - step));
      }
    }
  }

  /** The bytes of a row's floats lie apart, highest first; each differs from its left neighbour. */
  private void floats(byte[] block, int start, byte[] apart) {
    System.arraycopy(block, start, apart, 0, apart.length);
    for (int i = samples; i < apart.length; i++) {
      apart[i] += apart[i - samples];
    }

    int size = header.bits() / 8;
    int count = apart.length / size;
    for (int part = 0; part < size; part++) {
      int place = start + (header.bigEndian() ? part : size - 1 - part);
      for (int i = 0, from = part * count; i < count; i++, place += size) {
        block[place] = apart[from + i];
      }
    }
  }
}
