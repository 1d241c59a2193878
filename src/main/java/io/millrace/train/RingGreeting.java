package io.millrace.train;

import java.nio.ByteBuffer;

/** What a rank says first to the next one: who it is, and of which generation. */
record RingGreeting(int generation, int rank) {
  /** Bytes of a greeting. */
  static final int SIZE = Long.BYTES + 2 * Integer.BYTES;

  private static final long MAGIC = 0x4D494C4C52494E47L; // "MILLRING"

  ByteBuffer bytes() {
    return ByteBuffer.allocate(SIZE).putLong(MAGIC).putInt(generation).putInt(rank).flip();
  }

  boolean isIn(ByteBuffer received) {
    return received.equals(bytes());
  }
}
