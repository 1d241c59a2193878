package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the first picture in a WebP (RFC 9649) and its size, wherever it stands: alone, behind an
 * extended header or as a frame of an animation.
 */
final class WebpHeader {
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4c385056;
  private static final int EXTENDED = 0x58385056;
  private static final int FRAME = 0x464d4e41;
  private static final int SHORTEST = 25;
  private static final int CHUNK = 8;

  private final byte[] bytes;
  private final ByteBuffer view;
  private final ImageInfo info;
  private int start;
  private int end;

  WebpHeader(byte[] bytes) throws UnreadableException {
    this.bytes = bytes;
    this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < SHORTEST) {
      throw Broken.truncated("its header has " + bytes.length + " of " + SHORTEST + " bytes");
    }

    long stated = CHUNK + (view.getInt(4) & 0xffffffffL);
    if (stated > bytes.length) {
      throw Broken.truncated("it has " + bytes.length + " of " + stated + " bytes");
    }

    boolean extended = view.getInt(12) == EXTENDED;
    find(extended ? canvasEnd() : 12, bytes.length);
    this.info = extended ? canvas() : picture();
    ImageInfo inner = picture();
    if (inner.width() != info.width() || inner.height() != info.height()) {
      throw Broken.unsupported(
          "is a WebP of %d x %d whose first frame is %d x %d"
              .formatted(info.width(), info.height(), inner.width(), inner.height()));
    }
  }

  ImageInfo info() {
    return info;
  }

  /**
   * The picture as a file of its own, without metadata and alpha, so that the plug-in sees no size
   * but the one that was checked.
   */
  byte[] alone() {
    int length = end - start;
    return ByteBuffer.allocate(12 + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(bytes, 0, 4)
        .putInt(4 + length)
        .put(bytes, 8, 4)
        .put(bytes, start, length)
        .array();
  }

  /** Looks for the picture among the chunks from {@code at} on; a frame holds chunks of its own. */
  private void find(int at, int limit) throws UnreadableException {
    int chunk = at;
    while (limit - chunk >= CHUNK) {
      long length = view.getInt(chunk + 4) & 0xffffffffL;
      if (length > limit - chunk - CHUNK) {
        throw Broken.truncated("its chunk at byte " + chunk + " claims " + length + " bytes");
      }

      int next = chunk + CHUNK + (int) length;
      int type = view.getInt(chunk);
      if (type == FRAME && length > 16) {
        find(chunk + CHUNK + 16, next);
        return;
      }

      if (type == LOSSY || type == LOSSLESS) {
        start = chunk;
        end = next;
        return;
      }

      chunk = next + (next & 1);
    }

    throw Broken.corrupt("is a WebP without a picture");
  }

  /** The canvas is the whole of the extended header's chunk, ten bytes. */
  private int canvasEnd() throws UnreadableException {
    if (bytes.length < 30 || view.getInt(16) != 10) {
      throw Broken.corrupt("is a WebP with a damaged extended header");
    }

    return 30;
  }

  private ImageInfo canvas() {
    boolean alpha = (bytes[20] & 0x10) != 0;
    return info(1 + (view.getInt(24) & 0xffffff), 1 + (view.getInt(26) >>> 8), alpha);
  }

  private ImageInfo picture() throws UnreadableException {
    boolean lossy = view.getInt(start) == LOSSY;
    if (end - start < CHUNK + (lossy ? 10 : 5)) {
      throw Broken.corrupt("is a WebP with a picture of " + (end - start - CHUNK) + " bytes");
    }

    if (lossy) {
      return info(view.getShort(start + 14) & 0x3fff, view.getShort(start + 16) & 0x3fff, false);
    }

    int bits = view.getInt(start + 9);
    return info(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff), (bits & 1 << 28) != 0);
  }

  private static ImageInfo info(int width, int height, boolean alpha) {
    return new ImageInfo("WEBP", width, height, alpha ? "RGBA" : "RGB");
  }
}
