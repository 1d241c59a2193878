package io.millrace.train;

import java.time.Duration;

/**
 * How long to wait for another rank, asking every second whether to wait at all.
 *
 * @param check throws if this rank must stop
 * @param limit of one wait
 */
record Patience(Runnable check, Duration limit) {
  /** How long a socket waits before the next question. */
  static final int TICK_MILLIS = 1000;

  /** One wait, which begins now. */
  final class Wait {
    private final long begin = System.nanoTime();

    private Wait() {}

    /** Whether it has lasted too long; throws if this rank must stop. */
    boolean isOver() {
      check.run();
      return System.nanoTime() - begin > limit.toNanos();
    }
  }

  Wait begin() {
    return new Wait();
  }
}
