package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What comes of a deflate stream.
 *
 * @param text the bytes as Latin-1; of a stream that is refused, those before its damage or end
 */
record Inflated(String text, boolean refused) {
  private static Inflated taken(ByteArrayOutputStream out) {
    return new Inflated(out.toString(StandardCharsets.ISO_8859_1), false);
  }

  private static Inflated refused(ByteArrayOutputStream out) {
    return new Inflated(out.toString(StandardCharsets.ISO_8859_1), true);
  }

  /** By zlib. */
  static Inflated byZlib(byte[] stream) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(stream);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        out.write(buffer, 0, count);
        if (count == 0 && !inflater.finished()) {
          return refused(out);
        }
      }

      return taken(out);
    } catch (DataFormatException e) {
      out.write(buffer, 0, (int) (inflater.getBytesWritten() - out.size()));
      return refused(out);
    } finally {
      inflater.end();
    }
  }

  /** What zlib says against it; nothing where it is whole or no more than cut. */
  static String complaint(byte[] stream) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(stream);
    byte[] buffer = new byte[1 << 16];
    try {
      int count;
      do {
        count = inflater.inflate(buffer);
      } while (count > 0);
      return "";
    } catch (DataFormatException e) {
      return e.getMessage();
    } finally {
      inflater.end();
    }
  }

  /** By ours, which is asked for so many bytes at a time, in an array of the least size. */
  static Inflated byOurs(byte[] stream, int piece) {
    Inflate inflate = new Inflate();
    inflate.begin(Arrays.copyOf(stream, stream.length + BitSource.PADDING), 0, stream.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int end = Inflate.HISTORY + Math.max(piece, 1000);
    byte[] window = new byte[end + Inflate.SLACK];
    int at = 0;
    try {
      while (true) {
        int limit = Math.min(end, at + piece);
        int to = inflate.fill(window, at, limit);
        out.write(window, at, to - at);
        if (to < limit) {
          assertThat(inflate.fill(window, to, limit)).isEqualTo(to);
          return taken(out);
        }

        int keep = to < end ? 0 : to - Inflate.HISTORY;
        System.arraycopy(window, keep, window, 0, to - keep);
        at = to - keep;
      }
    } catch (UnreadableException e) {
      return refused(out);
    }
  }
}
