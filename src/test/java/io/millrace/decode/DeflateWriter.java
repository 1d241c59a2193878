package io.millrace.decode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes deflate streams (RFC 1951) by hand, right ones and wrong ones. */
final class DeflateWriter {
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int[] FIXED = new int[288];

  static {
    Arrays.fill(FIXED, 0, 144, 8);
    Arrays.fill(FIXED, 144, 256, 9);
    Arrays.fill(FIXED, 256, 280, 7);
    Arrays.fill(FIXED, 280, 288, 8);
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int[] literals = {};
  private int[] distances = {};
  private int byteInWork;
  private int filled;

  /** Numbers, extra bits and headers: lowest bit first. */
  DeflateWriter bits(int value, int count) {
    for (int i = 0; i < count; i++) {
      byteInWork |= ((value >> i) & 1) << filled;
      if (++filled == 8) {
        align();
      }
    }

    return this;
  }

  private void align() {
    if (filled > 0) {
      out.write(byteInWork);
    }
    byteInWork = 0;
    filled = 0;
  }

  /** A block that is not the last one, as all are that are begun by these methods. */
  DeflateWriter stored(byte[] bytes) {
    bits(0, 3);
    align();
    bits(bytes.length, 16).bits(~bytes.length, 16);
    out.writeBytes(bytes);
    return this;
  }

  DeflateWriter fixed() {
    literals = FIXED;
    distances = new int[32];
    Arrays.fill(distances, 5);
    return bits(0, 1).bits(1, 2);
  }

  /** A block of those code lengths, each of which is written by four bits. */
  DeflateWriter dynamic(int[] literalLengths, int[] distanceLengths) {
    literals = literalLengths;
    distances = distanceLengths;
    bits(0, 1).bits(2, 2);
    bits(literals.length - 257, 5).bits(distances.length - 1, 5).bits(ORDER.length - 4, 4);
    for (int symbol : ORDER) {
      bits(symbol < 16 ? 4 : 0, 3);
    }
    Arrays.stream(literals).forEach(length -> bits(Integer.reverse(length) >>> 28, 4));
    Arrays.stream(distances).forEach(length -> bits(Integer.reverse(length) >>> 28, 4));
    return this;
  }

  /** Symbols of the block's first code: literals, lengths without extra bits, 256 for its end. */
  DeflateWriter symbols(int... symbols) {
    Arrays.stream(symbols).forEach(symbol -> code(literals, symbol));
    return this;
  }

  /** A symbol of the block's second code, and its extra bits. */
  DeflateWriter distance(int symbol, int extra) {
    code(distances, symbol);
    return bits(extra, Math.max(0, (symbol >> 1) - 1));
  }

  private void code(int[] lengths, int symbol) {
    int code = 0;
    for (int length = 1; length <= lengths[symbol]; length++) {
      int shorter = length - 1;
      int before = (int) Arrays.stream(lengths).filter(l -> shorter > 0 && l == shorter).count();
      code = (code + before) << 1;
    }

    int own = lengths[symbol];
    code += (int) Arrays.stream(lengths, 0, symbol).filter(length -> length == own).count();
    bits(Integer.reverse(code) >>> (32 - own), own);
  }

  /** The stream, ended by an empty stored block. */
  byte[] ended() {
    bits(1, 3);
    align();
    bits(0, 16).bits(0xffff, 16);
    return out.toByteArray();
  }
}
