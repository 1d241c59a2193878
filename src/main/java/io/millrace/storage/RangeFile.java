package io.millrace.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that is open for reading at any place. Safe for use by several threads. */
public interface RangeFile extends Closeable {
  /**
   * Fills the buffer, from its position to its limit, with the bytes from {@code offset} on.
   *
   * @throws java.io.EOFException if the file ends before
   */
  void read(long offset, ByteBuffer target) throws IOException;
}
