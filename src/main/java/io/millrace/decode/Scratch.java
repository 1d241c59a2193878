package io.millrace.decode;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Arrays that decoding a picture takes and leaves, used again for the next one. A JVM keeps two for
 * each of its processors, of at most {@link #KEPT} bytes an array; what is larger lives as long as
 * its picture.
 */
final class Scratch implements AutoCloseable {
  /** Twice what pictures of a million RGB pixels need. */
  private static final int KEPT = 8 << 20;

  private static final Queue<Scratch> FREE =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  private final Inflate inflate = new Inflate();
  private byte[] stream = {};
  private byte[] window = {};
  private byte[] above = {};
  private byte[] line = {};

  private Scratch() {}

  /** One that nobody else has; closing it gives it back. */
  static Scratch lease() {
    Scratch free = FREE.poll();
    return free == null ? new Scratch() : free;
  }

  Inflate inflate() {
    return inflate;
  }

  /** For a compressed stream: any content. */
  byte[] stream(int length) {
    stream = atLeast(stream, length);
    return stream;
  }

  /** For inflated bytes: any content. */
  byte[] window(int length) {
    window = atLeast(window, length);
    return window;
  }

  /** For the line above: so many zeros. */
  byte[] above(int length) {
    above = atLeast(above, length);
    Arrays.fill(above, 0, length, (byte) 0);
    return above;
  }

  /** For the line: so many zeros. */
  byte[] line(int length) {
    line = atLeast(line, length);
    Arrays.fill(line, 0, length, (byte) 0);
    return line;
  }

  private static byte[] atLeast(byte[] array, int length) {
    return array.length < length ? new byte[length] : array;
  }

  @Override
  public void close() {
    stream = kept(stream);
    window = kept(window);
    above = kept(above);
    line = kept(line);
    inflate.forget();
    FREE.offer(this);
  }

  private static byte[] kept(byte[] array) {
    return array.length > KEPT ? new byte[0] : array;
  }
}
