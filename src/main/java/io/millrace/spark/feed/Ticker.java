package io.millrace.spark.feed;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something every few seconds on a thread of its own, until it is closed. */
record Ticker(ScheduledExecutorService thread) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  @SuppressWarnings("FutureReturnValueIgnored") // what fails is logged
  static Ticker every(int seconds, Runnable work) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "millrace-ticker");
              made.setDaemon(true);
              return made;
            });
    thread.scheduleWithFixedDelay(() -> tick(work), seconds, seconds, TimeUnit.SECONDS);
    return new Ticker(thread);
  }

  /** One failure must not end the others. */
  private static void tick(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Cannot tell how training goes: {}", e.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
