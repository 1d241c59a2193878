package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.util.Arrays;

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
    int bits = header.bits();
    boolean whole = bits == 8 || bits == 16 || bits == 32;
    boolean known = kind == 1 || (kind == HORIZONTAL && whole) || (kind == FLOATING && bits == 32);
    if (!known) {
      throw Broken.unsupported(
          "is a TIFF with predictor " + kind + " for samples of " + bits + " bits");
    }

    return new TiffPredictor(header, kind);
  }

  void undo(byte[] block, int width, int rows) {
    if (kind == 1) {
      return;
    }

    int stride = (int) header.rowBytes(width);
    for (int y = 0; y < rows; y++) {
      if (kind == FLOATING) {
        floats(block, y * stride, stride);
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
        default -> view.putInt(i, view.getInt(i) + view.getInt(i - step));
      }
    }
  }

  /** The bytes of a row's floats lie apart, highest first; each differs from its left neighbour. */
  private void floats(byte[] block, int start, int stride) {
    for (int i = start + samples; i < start + stride; i++) {
      block[i] += block[i - samples];
    }

    byte[] row = Arrays.copyOfRange(block, start, start + stride);
    int count = stride / 4;
    for (int i = 0; i < count; i++) {
      for (int part = 0; part < 4; part++) {
        int place = header.bigEndian() ? part : 3 - part;
        block[start + 4 * i + place] = row[part * count + i];
      }
    }
  }
}
