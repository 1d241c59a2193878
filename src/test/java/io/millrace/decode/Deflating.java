package io.millrace.decode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

/**
 * A way to deflate.
 *
 * @param level 0, which stores, to 9
 * @param strategy one of {@link Deflater}'s
 * @param piece after how many bytes the stream is flushed, which begins a block
 */
record Deflating(int level, int strategy, int piece) {
  private static final int[] STRATEGIES = {
    Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY
  };

  static Deflating standard() {
    return new Deflating(6, Deflater.DEFAULT_STRATEGY, Integer.MAX_VALUE);
  }

  /** Every level with every strategy, in one piece. */
  static List<Deflating> all() {
    List<Deflating> all = new ArrayList<>();
    for (int level = 0; level <= 9; level++) {
      for (int strategy : STRATEGIES) {
        all.add(new Deflating(level, strategy, Integer.MAX_VALUE));
      }
    }

    return all;
  }

  /** Any of them, in pieces or not. */
  static Deflating drawn(Random random) {
    Deflating one = all().get(random.nextInt(30));
    return random.nextBoolean() ? one : one.inPieces(1 + random.nextInt(2000));
  }

  Deflating inPieces(int bytes) {
    return new Deflating(level, strategy, bytes);
  }

  /** A bare stream (RFC 1951). */
  byte[] raw(byte[] plain) {
    return deflate(plain, new Deflater(level, true));
  }

  /** A stream with header and sum (RFC 1950); of its window the header says as little as it may. */
  byte[] zlib(byte[] plain) {
    byte[] stream = deflate(plain, new Deflater(level));
    int window = 8;
    while (window < 15 && plain.length > 1 << window) {
      window++;
    }

    int method = ((window - 8) << 4) | 8;
    int flags = stream[1] & 0xc0;
    stream[0] = (byte) method;
    stream[1] = (byte) (flags + 31 - ((method << 8) | flags) % 31);
    return stream;
  }

  private byte[] deflate(byte[] plain, Deflater deflater) {
    deflater.setStrategy(strategy);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int at = 0; at < plain.length; ) {
      int end = (int) Math.min(plain.length, (long) at + piece);
      deflater.setInput(plain, at, end - at);
      if (end < plain.length) {
        drain(deflater, buffer, out, Deflater.SYNC_FLUSH);
      }
      at = end;
    }

    deflater.finish();
    drain(deflater, buffer, out, Deflater.NO_FLUSH);
    deflater.end();
    return out.toByteArray();
  }

  private static void drain(
      Deflater deflater, byte[] buffer, ByteArrayOutputStream out, int flush) {
    // the first call may do no more than set the strategy
    for (int calls = 0, length = 0; length > 0 || calls < 2; calls++) {
      length = deflater.deflate(buffer, 0, buffer.length, flush);
      out.write(buffer, 0, length);
    }
  }
}
