package io.millrace.decode;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;

/** The failures that every format can meet, as half sentences that follow the path. */
final class Broken {
  private Broken() {}

  static UnreadableException truncated(String what) {
    return new UnreadableException(Reason.TRUNCATED, "is truncated: " + what);
  }

  static UnreadableException corrupt(String what) {
    return new UnreadableException(Reason.CORRUPT, what);
  }

  /** Compressed data that is not all there. */
  static UnreadableException early() {
    return truncated("its compressed data end early");
  }

  /** Compressed data in which no code begins where one should. */
  static UnreadableException noCode() {
    return corrupt("has damaged pixel data: bits without a code");
  }

  static UnreadableException unsupported(String what) {
    return new UnreadableException(Reason.UNSUPPORTED_FORMAT, what);
  }

  /** A decoder stumbled over bytes that it did not expect; which, its exception says. */
  static UnreadableException damaged(RuntimeException cause) {
    return new UnreadableException(Reason.CORRUPT, "is damaged: " + cause, cause);
  }

  static UnreadableException memory(int width, int height, OutOfMemoryError cause) {
    return new UnreadableException(
        Reason.TOO_LARGE,
        "is %d x %d, for which this JVM has too little memory".formatted(width, height),
        cause);
  }

  /** A size in bytes as a Java array can have it. */
  static int arraySize(long bytes) throws UnreadableException {
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new UnreadableException(
          Reason.TOO_LARGE, "needs " + bytes + " bytes in one piece to be decoded");
    }

    return (int) bytes;
  }
}
