package io.millrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/**
 * A line on standard error that says how far long work is, how fast, and how long it still takes.
 * Prints nothing where standard output is no terminal.
 */
final class Progress {
  private static final int PERIOD_MILLIS = 200;
  private static final int BAR = 20;
  private static final double NANOS = 1e9;

  private final String[] words; // verb, unit
  private final long total;
  private final LongSupplier done;
  private final long start = System.nanoTime();
  private final Optional<Timer> clock;

  private Progress(String[] words, long total, LongSupplier done, boolean visible) {
    this.words = words;
    this.total = total;
    this.done = done;
    this.clock = visible ? Optional.of(new Timer("millrace-progress", true)) : Optional.empty();
    clock.ifPresent(timer -> timer.schedule(task(), PERIOD_MILLIS, PERIOD_MILLIS));
  }

  private TimerTask task() {
    return new TimerTask() {
      @Override
      public void run() {
        print();
      }
    };
  }

  /** Begins to watch work of that many units; {@code done} says how many are finished. */
  static Progress of(String verb, String unit, long total, LongSupplier done) {
    return new Progress(new String[] {verb, unit}, total, done, System.console() != null);
  }

  /** Work that may fail on files. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Shows the progress while the work runs. */
  static <T> T during(Progress progress, Work<T> work) throws IOException {
    try {
      return work.run();
    } finally {
      progress.close();
    }
  }

  private void print() {
    double seconds = (System.nanoTime() - start) / NANOS;
    System.err.print("\r" + line(words, done.getAsLong(), total, seconds) + "\u001b[K");
  }

  /** The line: {@code drawing [#####-----] 12/48 pictures, 8.1/s, 0:04 left}. */
  static String line(String[] words, long done, long total, double seconds) {
    int filled = total == 0 ? BAR : (int) (BAR * Math.min(done, total) / total);
    double rate = seconds > 0 ? done / seconds : 0;
    String left = "";
    if (rate > 0) {
      Duration remaining = Duration.ofSeconds(Math.round(Math.max(0, total - done) / rate));
      left =
          String.format(
              Locale.ROOT, ", %d:%02d left", remaining.toMinutes(), remaining.toSecondsPart());
    }

    return String.format(
        Locale.ROOT,
        "%s [%s%s] %d/%d %s, %.1f/s%s",
        words[0],
        "#".repeat(filled),
        "-".repeat(BAR - filled),
        done,
        total,
        words[1],
        rate,
        left);
  }

  private void close() {
    if (clock.isPresent()) {
      clock.get().cancel();
      print();
      System.err.println();
    }
  }
}
