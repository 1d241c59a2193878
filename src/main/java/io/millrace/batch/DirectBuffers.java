package io.millrace.batch;

import io.millrace.storage.PageMemory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Direct buffers of a few sizes, used again and again. Sizes are rounded up to an eighth of the
 * power of two below, so that chunks of nearly one size share buffers. For one thread at a time.
 */
final class DirectBuffers {
  private static final int STEPS = 8;
  private static final int LEAST_STEP = 4096;

  private final TreeMap<Integer, Deque<ByteBuffer>> free = new TreeMap<>();
  private long allocated;
  private long unused;

  /** Capacity of a buffer for so many bytes. */
  static int capacity(long bytes) {
    long step = Math.max(LEAST_STEP, Long.highestOneBit(Math.max(1, bytes)) / STEPS);
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, (bytes + step - 1) / step * step));
  }

  /** Bytes of all buffers, leased or free. */
  long allocated() {
    return allocated;
  }

  /** Bytes of those that somebody has now. */
  long leased() {
    return allocated - unused;
  }

  /** A free buffer of that capacity, with whatever its last user left in it. */
  Optional<ByteBuffer> reuse(int capacity) {
    Deque<ByteBuffer> same = free.get(capacity);
    if (same == null) {
      return Optional.empty();
    }

    ByteBuffer buffer = same.pop();
    if (same.isEmpty()) {
      free.remove(capacity);
    }

    unused -= capacity;
    return Optional.of(buffer.clear());
  }

  /** A new buffer of that capacity. */
  ByteBuffer allocate(int capacity) {
    ByteBuffer buffer = PageMemory.allocate(capacity);
    allocated += capacity;
    return buffer;
  }

  /** Gives a buffer back; nobody may read it any more. */
  void giveBack(ByteBuffer buffer) {
    unused += buffer.capacity();
    free.computeIfAbsent(buffer.capacity(), capacity -> new ArrayDeque<>()).push(buffer);
  }

  /** Forgets one free buffer, which the garbage collector frees; false if there is none. */
  boolean drop() {
    Map.Entry<Integer, Deque<ByteBuffer>> largest = free.lastEntry();
    if (largest == null) {
      return false;
    }

    reuse(largest.getKey());
    allocated -= largest.getKey();
    return true;
  }
}
