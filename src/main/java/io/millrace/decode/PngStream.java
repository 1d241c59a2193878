package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The inflated bytes of consecutive IDAT chunks, a line at a time. Many lines are inflated at once,
 * because zlib is slow near the end of each buffer that it fills.
 */
final class PngStream implements AutoCloseable {
  private static final int WINDOW = 1 << 16;

  private final Inflater inflater = new Inflater();
  private final byte[] bytes;
  private final PngChunks chunks;
  private byte[] window = new byte[0];
  private int from;
  private int to;

  /** Begins at the IDAT chunk on which {@code chunks} stands. */
  PngStream(byte[] bytes, PngChunks chunks) {
    this.bytes = bytes;
    this.chunks = chunks;
    inflater.setInput(bytes, chunks.start(), chunks.length());
  }

  /** The buffer that holds the lines; another one after each {@link #line}. */
  byte[] window() {
    return window;
  }

  /** Where the next {@code length} bytes lie in {@link #window()}. */
  int line(int length) throws UnreadableException {
    if (to - from < length) {
      makeRoom(length);
      while (to < length) {
        inflate(length);
      }
    }

    int at = from;
    from += length;
    return at;
  }

  private void makeRoom(int length) {
    byte[] target = window.length < length ? new byte[Math.max(WINDOW, length)] : window;
    System.arraycopy(window, from, target, 0, to - from);
    window = target;
    to -= from;
    from = 0;
  }

  private void inflate(int wanted) throws UnreadableException {
    try {
      int count = inflater.inflate(window, to, window.length - to);
      to += count;
      if (count == 0) {
        refill(wanted);
      }
    } catch (DataFormatException e) {
      throw Broken.corrupt("has damaged pixel data: " + e.getMessage());
    }
  }

  private void refill(int wanted) throws UnreadableException {
    if (inflater.needsDictionary()) {
      throw Broken.corrupt("has damaged pixel data: it asks for a preset dictionary");
    }

    if (inflater.finished() || !chunks.next() || chunks.type() != PngChunks.IDAT) {
      throw Broken.truncated("its pixels end " + (wanted - to) + " bytes before the end of a row");
    }

    inflater.setInput(bytes, chunks.start(), chunks.length());
  }

  @Override
  public void close() {
    inflater.end();
  }
}
