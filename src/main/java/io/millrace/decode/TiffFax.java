package io.millrace.decode;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * CCITT fax compressions, by the JDK's TIFF reader. It is given one block at a time as a file of
 * its own that is written here, so that it never sees a header that it could stumble over.
 */
final class TiffFax {
  private static final int TAGS = 10;
  private static final int DATA = 8 + 2 + 12 * TAGS + 4;

  private TiffFax() {}

  static byte[] read(ByteBuffer span, TiffHeader header, int width, int rows)
      throws UnreadableException {
    ImageReader reader = ReaderPlugin.TIFF.open();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(
            new ByteArrayInputStream(file(span, header, width, rows)))) {
      reader.setInput(input, true, true);
      Raster raster = reader.read(0).getRaster();
      return ((DataBufferByte) raster.getDataBuffer()).getData();
    } catch (IOException e) {
      throw new UnreadableException(Reason.CORRUPT, "has damaged pixel data: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] file(ByteBuffer span, TiffHeader header, int width, int rows) {
    ByteBuffer out = ByteBuffer.allocate(DATA + span.limit());
    out.putShort((short) 0x4d4d).putShort((short) 42).putInt(8).putShort((short) TAGS);
    tag(out, TiffTags.WIDTH, width);
    tag(out, TiffTags.HEIGHT, rows);
    tag16(out, TiffTags.BITS, 1);
    tag16(out, TiffTags.COMPRESSION, header.compression());
    tag16(out, TiffTags.PHOTOMETRIC, TiffHeader.BLACK_IS_ZERO);
    tag(out, TiffTags.STRIP_OFFSETS, DATA);
    tag16(out, TiffTags.SAMPLES, 1);
    tag(out, TiffTags.ROWS_PER_STRIP, rows);
    tag(out, TiffTags.STRIP_BYTES, span.limit());
    tag(out, TiffTags.T4_OPTIONS, header.tags().number(TiffTags.T4_OPTIONS, 0));
    out.putInt(0);
    return out.put(span.array(), span.arrayOffset(), span.limit()).array();
  }

  private static void tag(ByteBuffer out, int tag, int value) {
    out.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
  }

  /** The reader does not know some tags when they are longer than the specification has them. */
  private static void tag16(ByteBuffer out, int tag, int value) {
    out.putShort((short) tag).putShort((short) 3).putInt(1).putInt(value << 16);
  }
}
