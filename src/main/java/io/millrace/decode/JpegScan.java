package io.millrace.decode;

/**
 * The end of the first scan of a JPEG. A decoder that stops at the last row never sees what follows
 * it, nor that a marker in between cut the rows short.
 */
final class JpegScan {
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int EOI = 0xd9;

  private JpegScan() {}

  /** Whether nothing but the end marker stops the data that begins there. */
  static boolean endsWell(byte[] bytes, int start) {
    int at = start;
    while (at + 1 < bytes.length) {
      int marker = bytes[at + 1] & 255;
      if (bytes[at] != -1 || marker == 0xff) {
        at++;
      } else if (marker == 0 || (marker >= RST0 && marker <= RST7)) {
        at += 2;
      } else {
        return marker == EOI;
      }
    }

    return false;
  }
}
