package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bits of a deflate stream, the lowest of each byte first, 56 of them in hand at least. */
final class BitSource {
  /** Zero bytes that must follow the stream in its array. */
  static final int PADDING = 32;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int end;
  private int at;
  private long bits;
  private int held; // of bits, how many are of the stream; above them may be more, which are right

  /** Begins a stream at {@code from}, which ends at {@code to}. */
  void begin(byte[] stream, int from, int to) {
    bytes = stream;
    end = to;
    go(from, 0, 0);
  }

  /** Goes on from where somebody else has read on to. */
  void go(int from, long next, int count) {
    at = from;
    bits = next;
    held = count;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Index behind the last byte. */
  int end() {
    return end;
  }

  /** Index of the first byte that is not in hand. */
  int at() {
    return at;
  }

  /** What is in hand, the next bit lowest. */
  long bits() {
    return bits;
  }

  /** How many bits are in hand. */
  int held() {
    return held;
  }

  /** Bits up to the end of the stream; below 0 if more were taken than it has. */
  long left() {
    return 8L * (end - at) + held;
  }

  void refill() {
    bits |= (long) LONG.get(bytes, at) << held;
    at += (63 - held) >> 3;
    held |= 56;
  }

  int take(int count) {
    int value = (int) bits & ((1 << count) - 1);
    bits >>>= count;
    held -= count;
    return value;
  }

  void checkEnd() throws UnreadableException {
    if (left() < 0) {
      throw Broken.early();
    }
  }

  /** Drops the bits up to the next byte. */
  void align() {
    take(held & 7);
  }

  /** Copies bytes, as many as there are; nothing is in hand after that. Aligned. */
  int copy(byte[] target, int to, int count) {
    at -= held >> 3;
    bits = 0;
    held = 0;
    int copied = Math.min(count, Math.max(0, end - at));
    System.arraycopy(bytes, at, target, to, copied);
    at += copied;
    return copied;
  }
}
