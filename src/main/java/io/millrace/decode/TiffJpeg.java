package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/**
 * JPEG blocks (Adobe's technical note 2): each is a JPEG whose tables may be in a tag of the TIFF.
 * The TIFF says what the components are, whatever the JPEG says.
 */
final class TiffJpeg {
  private TiffJpeg() {}

  static byte[] read(ByteBuffer span, TiffHeader header, int width, int rows)
      throws UnreadableException {
    byte[] file = withTables(span, header.tags());
    JpegHeader jpeg = JpegHeader.read(file);
    int samples = header.planar() ? 1 : header.samples();
    if (jpeg.width() != width || jpeg.height() < rows || jpeg.components() != samples) {
      throw Broken.corrupt(
          "has a JPEG block of %d x %d pixels and %d components, not %d x %d and %d"
              .formatted(jpeg.width(), jpeg.height(), jpeg.components(), width, rows, samples));
    }

    byte[] pixels = JpegRaster.read(file, jpeg);
    if (header.photometric() == TiffHeader.YCBCR && samples == 3) {
      YCbCr.toRgb(pixels, 0, 3 * width * rows);
    }
    return pixels;
  }

  /** The tables, without their end marker, take the place of the block's start marker. */
  private static byte[] withTables(ByteBuffer span, TiffTags tags) throws UnreadableException {
    byte[] bytes = span.array();
    int start = span.arrayOffset();
    if (span.limit() < 2 || bytes[start] != -1 || bytes[start + 1] != (byte) 0xd8) {
      throw Broken.corrupt("has a JPEG block that does not begin as a JPEG");
    }

    int tables = Math.max(2, tags.count(TiffTags.JPEG_TABLES) - 2);
    ByteBuffer file = ByteBuffer.allocate(tables + span.limit() - 2);
    if (tables == 2) {
      file.put(bytes, start, 2);
    } else {
      file.put(bytes, tags.start(TiffTags.JPEG_TABLES), tables);
    }
    return file.put(bytes, start + 2, span.limit() - 2).array();
  }
}
