package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/**
 * The fax compressions of TIFF (ITU-T T.4 and T.6, TIFF 6.0 sections 10 and 11). The JDK's own
 * decoder fails on rows whose every pixel differs from the last.
 */
final class TiffFax {
  private static final int TWO_DIMENSIONS = 1;

  private final FaxBits bits;
  private final FaxRow row;
  private final int compression;
  private final boolean mixed;

  private TiffFax(ByteBuffer span, TiffHeader header, int width) {
    this.bits = new FaxBits(span);
    this.row = new FaxRow(bits, width);
    this.compression = header.compression();
    int options = header.tags().number(TiffTags.T4_OPTIONS, 0);
    this.mixed = compression == TiffBlocks.CCITT_T4 && (options & TWO_DIMENSIONS) != 0;
  }

  /** One bit a pixel, set for black, rows on whole bytes. */
  static byte[] read(ByteBuffer span, TiffHeader header, int width, int rows)
      throws UnreadableException {
    return new TiffFax(span, header, width).read(width, rows);
  }

  private byte[] read(int width, int rows) throws UnreadableException {
    int stride = (width + 7) / 8;
    byte[] plain = new byte[Broken.arraySize((long) stride * rows)];
    for (int y = 0; y < rows; y++) {
      readRow();
      row.paint(plain, y * stride);
    }

    return plain;
  }

  private void readRow() throws UnreadableException {
    switch (compression) {
      case TiffBlocks.CCITT_RLE -> {
        row.readRuns();
        bits.toByte();
      }
      case TiffBlocks.CCITT_T4 -> readT4();
      default -> row.readDifferences();
    }
  }

  /** With two dimensions, a bit behind the end-of-line code tells which of them a row has. */
  private void readT4() throws UnreadableException {
    bits.skipEndOfLine();
    boolean runs = true;
    if (mixed) {
      runs = bits.peek(1) == 1;
      bits.skip(1);
    }

    if (runs) {
      row.readRuns();
    } else {
      row.readDifferences();
    }
  }
}
