package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/** The bits of a fax, highest first; behind their end come zeros, which no code begins with. */
final class FaxBits {
  private static final int EOL_ZEROS = 11;

  private final ByteBuffer bytes;
  private long at;

  FaxBits(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The next bits, at most 16, without taking them. */
  int peek(int count) {
    int window = 0;
    for (int i = 0; i < 3; i++) {
      long index = (at >> 3) + i;
      window = window << 8 | (index < bytes.limit() ? bytes.get((int) index) & 255 : 0);
    }

    return (window >> (24 - (int) (at & 7) - count)) & ((1 << count) - 1);
  }

  void skip(int count) throws UnreadableException {
    at += count;
    if (at > 8L * bytes.limit()) {
      throw Broken.truncated("a fax strip ends early");
    }
  }

  void toByte() {
    at = (at + 7) & ~7L;
  }

  /** Takes an end-of-line code and the zeros before it, if that is what comes next. */
  boolean skipEndOfLine() throws UnreadableException {
    if (peek(EOL_ZEROS) != 0) {
      return false;
    }

    while (peek(1) == 0) {
      skip(1);
    }
    skip(1);
    return true;
  }

  /** A whole run of a colour: codes of 64 and more, then one of less. */
  int run(FaxCodes codes) throws UnreadableException {
    int total = 0;
    int run = 64;
    while (run >= 64) {
      int bits = peek(FaxCodes.LONGEST);
      int length = codes.length(bits);
      if (length == 0) {
        throw unknown();
      }

      skip(length);
      run = codes.run(bits);
      total = Math.min(total + run, 1 << 30);
    }

    return total;
  }

  UnreadableException unknown() {
    boolean near = at + FaxCodes.LONGEST >= 8L * bytes.limit();
    return near
        ? Broken.truncated("a fax strip ends early")
        : Broken.corrupt("has damaged pixel data: a fax code that there is not");
  }
}
