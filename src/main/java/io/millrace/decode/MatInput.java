package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.InflaterInputStream;

/**
 * The bytes of one variable of a MAT file, front to back, inflated piece by piece where they are
 * deflated: however much a few bytes inflate to, no more of it is held than was asked for.
 */
final class MatInput implements AutoCloseable {
  private final InputStream in;
  private final ByteOrder order;
  private final byte[] word = new byte[4];
  private long position;

  private MatInput(InputStream in, ByteOrder order) {
    this.in = in;
    this.order = order;
  }

  /** From the buffer's position to its limit. */
  static MatInput plain(ByteBuffer span) {
    return new MatInput(stream(span), span.order());
  }

  static MatInput inflated(ByteBuffer span) {
    return new MatInput(new InflaterInputStream(stream(span)), span.order());
  }

  private static InputStream stream(ByteBuffer span) {
    return new ByteArrayInputStream(
        span.array(), span.arrayOffset() + span.position(), span.remaining());
  }

  ByteOrder order() {
    return order;
  }

  long position() {
    return position;
  }

  /** The tag of the next element, whose data follows. */
  MatElement next() throws UnreadableException {
    int first = word();
    if (first >>> 16 != 0) {
      // a small element: length and type share a word, the data has room for four bytes
      int length = first >>> 16;
      if (length > 4) {
        throw Broken.corrupt("has a small element of " + length + " bytes");
      }

      return new MatElement(first & 0xffff, length, position + 4);
    }

    long length = word() & 0xffffffffL;
    return new MatElement(first, length, position + (length + 7) / 8 * 8);
  }

  private int word() throws UnreadableException {
    read(word, 4);
    return ByteBuffer.wrap(word).order(order).getInt();
  }

  /** Fills the first {@code count} bytes. */
  void read(byte[] into, int count) throws UnreadableException {
    try {
      int found = in.readNBytes(into, 0, count);
      position += found;
      if (found < count) {
        throw Broken.truncated("its data ends " + (count - found) + " bytes early");
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Passes over what is left before that position. */
  void skipTo(long end) throws UnreadableException {
    try {
      while (position < end) {
        long skipped = in.skip(Math.min(1 << 20, end - position));
        if (skipped == 0 && in.read() < 0) {
          throw Broken.truncated("its data ends " + (end - position) + " bytes early");
        }

        position += Math.max(1, skipped);
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static UnreadableException broken(IOException e) {
    if (e instanceof UnreadableException known) {
      return known;
    }

    return e instanceof EOFException
        ? Broken.truncated("its deflated data ends early")
        : Broken.corrupt("has damaged data: " + e.getMessage());
  }

  @Override
  public void close() throws UnreadableException {
    try {
      in.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }
}
