package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * LZW as in TIFF 6.0, section 13: codes of 9 to 12 bits, highest bit first, which widen one code
 * early. A string of the table is a stretch of what has been written already.
 */
final class TiffLzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int SIZE = 4096;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] packed;
  private final int end;
  private final byte[] plain;
  private final int[] starts = new int[SIZE];
  private final int[] lengths = new int[SIZE];
  private int at;
  private long buffer;
  private int buffered;
  private int next = FIRST;
  private int to;

  TiffLzw(ByteBuffer span, int needed) {
    this.packed = span.array();
    this.at = span.arrayOffset();
    this.end = at + span.limit();
    this.plain = new byte[needed];
  }

  byte[] read() throws UnreadableException {
    int previous = -1;
    int length = 0;
    while (to < plain.length) {
      int code = code();
      if (code == END) {
        throw TiffUnpack.shortOf(plain.length - to);
      }

      if (code == CLEAR) {
        next = FIRST;
        previous = -1;
        continue;
      }

      int start = to;
      if (previous >= 0 && next < SIZE) {
        // the string before and the first byte of this one lie side by side
        starts[next] = previous;
        lengths[next] = length + 1;
        next++;
      }
      write(code);
      length = Math.max(1, to - start);
      previous = start;
    }

    return plain;
  }

  private void write(int code) throws UnreadableException {
    if (code < CLEAR) {
      plain[to++] = (byte) code;
      return;
    }

    if (code >= next) {
      throw Broken.corrupt("has damaged pixel data: an LZW code without a string");
    }

    // byte by byte: a string may reach into what is being written
    int from = starts[code];
    int end = Math.min(plain.length, to + lengths[code]);
    while (to < end) {
      plain[to++] = plain[from++];
    }
  }

  private int code() throws UnreadableException {
    int bits = next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
    if (buffered < bits) {
      fill(bits);
    }

    buffered -= bits;
    return (int) (buffer >>> buffered) & ((1 << bits) - 1);
  }

  /** Four bytes where there are as many. */
  private void fill(int bits) throws UnreadableException {
    if (end - at >= Integer.BYTES) {
      buffer = buffer << Integer.SIZE | ((int) INTS.get(packed, at) & 0xffff_ffffL);
      buffered += Integer.SIZE;
      at += Integer.BYTES;
      return;
    }

    while (buffered < bits) {
      if (at >= end) {
        throw TiffUnpack.shortOf(plain.length - to);
      }

      buffer = buffer << 8 | (packed[at++] & 255);
      buffered += 8;
    }
  }
}
