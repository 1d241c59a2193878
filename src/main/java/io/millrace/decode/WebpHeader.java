package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Size and kind of a WebP from its first chunk (RFC 9649). */
final class WebpHeader {
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4c385056;
  private static final int EXTENDED = 0x58385056;
  private static final int SHORTEST = 30;

  private WebpHeader() {}

  static ImageInfo read(byte[] bytes) throws UnreadableException {
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < SHORTEST) {
      throw Broken.truncated("its header has " + bytes.length + " of " + SHORTEST + " bytes");
    }

    long stated = 8 + (view.getInt(4) & 0xffffffffL);
    if (stated > bytes.length) {
      throw Broken.truncated("it has " + bytes.length + " of " + stated + " bytes");
    }

    return switch (view.getInt(12)) {
      case LOSSY -> info(view.getShort(26) & 0x3fff, view.getShort(28) & 0x3fff, false);
      case LOSSLESS -> lossless(view.getInt(21));
      case EXTENDED ->
          info(
              1 + (view.getInt(24) & 0xffffff),
              1 + (view.getInt(26) >>> 8),
              (bytes[20] & 0x10) != 0);
      default -> throw Broken.corrupt("is a WebP without a picture in its first chunk");
    };
  }

  private static ImageInfo lossless(int bits) {
    return info(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff), (bits & 1 << 28) != 0);
  }

  private static ImageInfo info(int width, int height, boolean alpha) {
    return new ImageInfo("WEBP", width, height, alpha ? "RGBA" : "RGB");
  }
}
