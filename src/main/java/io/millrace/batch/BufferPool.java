package io.millrace.batch;

import io.millrace.storage.PageMemory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Direct buffers of one size, used again and again: direct memory that is dropped is freed only
 * when the garbage collector gets round to it. Safe for use by several threads.
 */
final class BufferPool {
  private final int bytes;
  private final Deque<ByteBuffer> free = new ArrayDeque<>();
  private int allocated;

  BufferPool(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of each buffer. */
  int bytes() {
    return bytes;
  }

  /** A buffer with whatever its last user left in it. */
  synchronized ByteBuffer lease() {
    ByteBuffer buffer = free.poll();
    if (buffer == null) {
      buffer = PageMemory.allocate(bytes);
      allocated++;
    }

    return buffer.clear();
  }

  /** Gives a buffer back; nobody may read it any more. */
  synchronized void giveBack(ByteBuffer buffer) {
    free.push(buffer);
  }

  /** How many buffers were ever made. */
  synchronized int allocated() {
    return allocated;
  }

  /** How many of them somebody has now. */
  synchronized int leased() {
    return allocated - free.size();
  }
}
