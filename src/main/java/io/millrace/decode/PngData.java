package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.util.Arrays;

/**
 * The zlib stream (RFC 1950) of a PNG: the bytes of its consecutive IDAT chunks, whose CRCs have
 * been checked. Its own check sum, Adler-32 of what it inflates to, is not: it would guard the same
 * bytes once more, for a tenth of the time; only what an accelerator inflates is held against it.
 */
final class PngData {
  private final byte[] bytes;
  private final int length;

  private PngData(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Gathers the chunks, the first of which is the one on which {@code chunks} stands. */
  static PngData read(byte[] file, PngChunks chunks, Scratch scratch) throws UnreadableException {
    // chunks lie in the file, so all of them together are shorter
    byte[] bytes = scratch.stream(file.length - chunks.start() + BitSource.PADDING);
    int length = 0;
    do {
      System.arraycopy(file, chunks.start(), bytes, length, chunks.length());
      length += chunks.length();
    } while (chunks.next() && chunks.type() == PngChunks.IDAT);

    Arrays.fill(bytes, length, length + BitSource.PADDING, (byte) 0);
    PngData data = new PngData(bytes, length);
    data.checkHeader();
    return data;
  }

  /** The stream from the first byte on, and PADDING zeros behind it. */
  byte[] bytes() {
    return bytes;
  }

  /** Bytes of the stream. */
  int length() {
    return length;
  }

  /** Where the deflate stream begins. */
  int start() {
    return 2;
  }

  private void checkHeader() throws UnreadableException {
    if (length < start()) {
      throw Broken.truncated("it has no pixels");
    }

    int method = bytes[0] & 255;
    int flags = bytes[1] & 255;
    if (((method << 8) | flags) % 31 != 0 || (method & 15) != 8 || method >> 4 > 7) {
      throw Broken.corrupt("has damaged pixel data: incorrect header check");
    }

    if ((flags & 0x20) != 0) {
      throw Broken.corrupt("has damaged pixel data: it asks for a preset dictionary");
    }
  }
}
