package io.millrace.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A line on standard error that says how far long work is, how fast, and how long it still takes.
 * Prints nothing where standard output is no terminal.
 */
final class Progress implements AutoCloseable {
  private static final int PERIOD_MILLIS = 200;
  private static final int BAR = 20;
  private static final double NANOS = 1e9;

  private final String[] words; // verb, unit
  private final long total;
  private final LongSupplier done;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService clock;

  private Progress(String[] words, long total, LongSupplier done, boolean visible) {
    this.words = words;
    this.total = total;
    this.done = done;
    this.clock = visible ? Executors.newSingleThreadScheduledExecutor(Progress::daemon) : null;
    if (visible) {
      clock.scheduleAtFixedRate(
          this::print, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Begins to watch work of that many units; {@code done} says how many are finished. */
  static Progress of(String verb, String unit, long total, LongSupplier done) {
    return new Progress(new String[] {verb, unit}, total, done, System.console() != null);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "millrace-progress");
    thread.setDaemon(true);
    return thread;
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

  /** Ends the line. A second call does nothing. */
  @Override
  public void close() {
    if (clock != null && !clock.isShutdown()) {
      clock.shutdownNow();
      print();
      System.err.println();
    }
  }
}
