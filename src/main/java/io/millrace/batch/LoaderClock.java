package io.millrace.batch;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts rows and times of a loader, in nanoseconds. Safe for use by several threads. */
final class LoaderClock {
  private final LongAdder rows = new LongAdder();
  private final LongAdder working = new LongAdder();
  private final LongAdder waiting = new LongAdder();

  /** Counts rows that the reader has had. */
  void gave(int count) {
    rows.add(count);
  }

  /** Times a task of a decoding thread. */
  <T> T working(Supplier<T> task) {
    return timed(working, task);
  }

  /** Times what keeps the reader from its batch. */
  <T> T waiting(Supplier<T> batch) {
    return timed(waiting, batch);
  }

  private static <T> T timed(LongAdder nanos, Supplier<T> task) {
    long start = System.nanoTime();
    try {
      return task.get();
    } finally {
      nanos.add(System.nanoTime() - start);
    }
  }

  /** Rows that the reader has had. */
  long rows() {
    return rows.sum();
  }

  /** The times so far; a task counts when it ends. */
  LoaderFigures.Times times(long stalledNanos) {
    long decoding = Math.max(0, working.sum() - stalledNanos);
    return new LoaderFigures.Times(stalledNanos, decoding, waiting.sum());
  }
}
