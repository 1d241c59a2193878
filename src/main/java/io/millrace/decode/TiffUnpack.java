package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The simple compressions of TIFF, into exactly as many bytes as are needed. */
final class TiffUnpack {
  private TiffUnpack() {}

  static byte[] copy(ByteBuffer span, int needed) {
    byte[] plain = new byte[needed];
    System.arraycopy(span.array(), span.arrayOffset(), plain, 0, needed);
    return plain;
  }

  /** TIFF 6.0, section 9. */
  static byte[] packBits(ByteBuffer span, int needed) throws UnreadableException {
    byte[] plain = new byte[needed];
    int at = span.arrayOffset();
    int end = at + span.limit();
    int to = 0;
    while (to < needed) {
      int code = at < end ? span.array()[at++] : 128;
      int bytes = code >= 0 ? code + 1 : 1;
      if (code == 128 || bytes > end - at) {
        throw shortOf(needed - to);
      }

      int count = Math.min(needed - to, code >= 0 ? code + 1 : code == -128 ? 0 : 1 - code);
      if (code >= 0) {
        System.arraycopy(span.array(), at, plain, to, count);
      } else {
        Arrays.fill(plain, to, to + count, span.array()[at]);
      }
      at += code == -128 ? 0 : bytes;
      to += count;
    }

    return plain;
  }

  static byte[] deflate(ByteBuffer span, int needed) throws UnreadableException {
    byte[] plain = new byte[needed];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(span.array(), span.arrayOffset(), span.limit());
      int to = 0;
      while (to < needed) {
        int count = inflater.inflate(plain, to, needed - to);
        if (count == 0) {
          throw shortOf(needed - to);
        }

        to += count;
      }
      return plain;
    } catch (DataFormatException e) {
      throw Broken.corrupt("has damaged pixel data: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  static UnreadableException shortOf(int missing) {
    return Broken.truncated("a strip or tile ends " + missing + " bytes early");
  }
}
