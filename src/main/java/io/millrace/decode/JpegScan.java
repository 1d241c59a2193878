package io.millrace.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The end of the first scan of a JPEG. A decoder that stops at the last row never sees what follows
 * it, nor that a marker in between cut the rows short.
 */
final class JpegScan {
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int EOI = 0xd9;

  private static final long ONES = 0x0101010101010101L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private JpegScan() {}

  /** Whether nothing but the end marker stops the data that begins there. */
  static boolean endsWell(byte[] bytes, int start) {
    int at = mark(bytes, start);
    while (at + 1 < bytes.length) {
      int marker = bytes[at + 1] & 255;
      if (marker == 0xff) {
        at++;
      } else if (marker == 0 || (marker >= RST0 && marker <= RST7)) {
        at = mark(bytes, at + 2);
      } else {
        return marker == EOI;
      }
    }

    return false;
  }

  /** Where the next 0xff is, or the end. Eight bytes at once: this is done to every file. */
  private static int mark(byte[] bytes, int start) {
    int at = start;
    while (at <= bytes.length - Long.BYTES) {
      long inverse = ~(long) LONGS.get(bytes, at);
      // a byte is zero, or is just above one that is
      if (((inverse - ONES) & ~inverse & ONES << 7) != 0) {
        break;
      }

      at += Long.BYTES;
    }

    while (at < bytes.length && bytes[at] != -1) {
      at++;
    }

    return at;
  }
}
