package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/** Fetches the strips or tiles of a TIFF and undoes compression and predictor. */
final class TiffBlocks {
  static final int NONE = 1;
  static final int CCITT_RLE = 2;
  static final int CCITT_T4 = 3;
  static final int CCITT_T6 = 4;
  static final int LZW = 5;
  static final int JPEG = 7;
  static final int DEFLATE = 8;
  static final int OLD_DEFLATE = 32_946;
  static final int PACK_BITS = 32_773;

  private final byte[] bytes;
  private final TiffHeader header;
  private final TiffGrid grid;
  private final TiffPredictor predictor;

  TiffBlocks(byte[] bytes, TiffHeader header, TiffGrid grid) throws UnreadableException {
    this.bytes = bytes;
    this.header = header;
    this.grid = grid;
    this.predictor = TiffPredictor.of(header);
    int needed = header.planar() ? header.samples() : 1;
    long blocks = (long) needed * grid.across() * grid.down();
    if (header.tags().count(offsetsTag()) < blocks) {
      throw Broken.corrupt(
          "is a TIFF of %d strips or tiles that names %d of them"
              .formatted(blocks, header.tags().count(offsetsTag())));
    }
  }

  private int offsetsTag() {
    return grid.tiled() ? TiffTags.TILE_OFFSETS : TiffTags.STRIP_OFFSETS;
  }

  private int countsTag() {
    return grid.tiled() ? TiffTags.TILE_BYTES : TiffTags.STRIP_BYTES;
  }

  /** The plain bytes of block {@code index}: {@code rows} rows of the grid's width. */
  byte[] read(int index, int rows) throws UnreadableException {
    long needed = header.rowBytes(grid.width()) * rows;
    ByteBuffer span = span(index, needed);
    checkPlausible(span, needed);
    byte[] plain = unpack(span, rows, Broken.arraySize(needed));
    predictor.undo(plain, grid.width(), rows);
    return plain;
  }

  /** The same in the file's byte order, as a part of the file itself where that will do. */
  ByteBuffer view(int index, int rows) throws UnreadableException {
    ByteBuffer plain =
        header.compression() == NONE
            ? span(index, header.rowBytes(grid.width()) * rows)
            : ByteBuffer.wrap(read(index, rows));
    return plain.order(header.tags().order());
  }

  /** The stored bytes of a block: a part of the file, or of a copy of it. */
  private ByteBuffer span(int index, long needed) throws UnreadableException {
    long start = header.tags().value(offsetsTag(), index, -1);
    long rest = bytes.length - start;
    if (start < 0 || rest < 0) {
      throw Broken.truncated(
          "block %d should be at byte %d, of %d bytes".formatted(index, start, bytes.length));
    }

    long stated = header.tags().value(countsTag(), index, rest);
    long length = header.compression() == NONE ? needed : stated;
    if (length < 0 || length > rest) {
      throw Broken.truncated(
          "block %d needs %d bytes from byte %d on, %d are there"
              .formatted(index, length, start, rest));
    }

    ByteBuffer span = ByteBuffer.wrap(bytes, (int) start, (int) length).slice();
    boolean reversed = header.tags().number(TiffTags.FILL_ORDER, 1) == 2;
    return reversed && header.compression() != JPEG ? reverse(span) : span;
  }

  private static ByteBuffer reverse(ByteBuffer span) {
    byte[] copy = new byte[span.limit()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (byte) (Integer.reverse(span.array()[span.arrayOffset() + i]) >>> 24);
    }

    return ByteBuffer.wrap(copy);
  }

  /**
   * No method makes more of a byte than this, so less memory is asked for than a lie would want.
   */
  private void checkPlausible(ByteBuffer span, long needed) throws UnreadableException {
    long ratio =
        switch (header.compression()) {
          case PACK_BITS -> 64;
          case DEFLATE, OLD_DEFLATE -> 1032;
          case LZW -> 4096;
          default -> Integer.MAX_VALUE;
        };
    if (needed / ratio > span.limit()) {
      throw Broken.truncated("a block of %d bytes cannot hold %d".formatted(span.limit(), needed));
    }
  }

  private byte[] unpack(ByteBuffer span, int rows, int needed) throws UnreadableException {
    return switch (header.compression()) {
      case NONE -> TiffUnpack.copy(span, needed);
      case PACK_BITS -> TiffUnpack.packBits(span, needed);
      case DEFLATE, OLD_DEFLATE -> TiffUnpack.deflate(span, needed);
      case LZW -> new TiffLzw(span, needed).read();
      case CCITT_RLE, CCITT_T4, CCITT_T6 -> TiffFax.read(span, header, grid.width(), rows);
      case JPEG -> TiffJpeg.read(span, header, grid.width(), rows);
      default -> throw unsupported(header.compression());
    };
  }

  static UnreadableException unsupported(int compression) {
    return Broken.unsupported(
        "is a TIFF with compression %d%s, which is not supported"
            .formatted(compression, name(compression)));
  }

  private static String name(int compression) {
    return switch (compression) {
      case CCITT_RLE, CCITT_T4, CCITT_T6 -> " (fax)";
      case 6 -> " (old JPEG)";
      case JPEG -> " (JPEG)";
      case 34_676, 34_677 -> " (SGI LogLuv)";
      case 34_925 -> " (LZMA)";
      case 50_000 -> " (Zstandard)";
      case 50_001 -> " (WebP)";
      default -> "";
    };
  }
}
