package io.millrace.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** A file that is open for reading at any place. Safe for use by several threads. */
public interface RangeFile extends Closeable {
  /**
   * Fills the buffer, from its position to its limit, with the bytes from {@code offset} on.
   *
   * @throws java.io.EOFException if the file ends before
   */
  void read(long offset, ByteBuffer target) throws IOException;

  /**
   * The same, and puts the bytes into a checksum: where the file is local, while they are in the
   * processor's cache.
   */
  default void read(long offset, ByteBuffer target, Checksum sum) throws IOException {
    ByteBuffer bytes = target.duplicate();
    read(offset, target);
    sum.update(bytes);
  }
}
