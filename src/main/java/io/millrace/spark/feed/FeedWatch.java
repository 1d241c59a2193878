package io.millrace.spark.feed;

import io.millrace.feed.Ranks;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches over a run: ends it when a rank fails, stands still, or meets too many bad samples. */
final class FeedWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
  private static final int SECONDS_A_LINE = 10;

  private final SparkContext context;
  private final Ranks ranks;
  private final FeedListener listener;
  private final Watchdog watchdog;
  private final String group = "millrace-feed-" + UUID.randomUUID();
  private final Map<String, Finding> bad = new TreeMap<>();
  private final Map<Integer, RankStatus> newest = new TreeMap<>();
  private final Ticker ticker;
  private RuntimeException failure; // null while all is well
  private int ticks;

  FeedWatch(SparkContext context, Ranks ranks, long accumulator) {
    this.context = context;
    this.ranks = ranks;
    this.watchdog = new Watchdog(ranks.patience());
    this.listener =
        new FeedListener(new FeedListener.Job(group, accumulator), this::told, this::failed);
    context.addSparkListener(listener);
    this.ticker = Ticker.every(1, this::tick);
  }

  /** Does it, and throws what has gone wrong in it. */
  <T> T during(Supplier<T> work) {
    List<String> keys =
        List.of("spark.jobGroup.id", "spark.job.description", "spark.job.interruptOnCancel");
    List<String> before = new ArrayList<>();
    keys.forEach(key -> before.add(context.getLocalProperty(key)));
    context.setJobGroup(group, "millrace feed: " + ranks.count() + " ranks", true);
    try {
      return work.get();
    } catch (Exception e) { // Spark's are checked, but nothing says so
      throw cause(e);
    } finally {
      for (int i = 0; i < keys.size(); i++) {
        context.setLocalProperty(keys.get(i), before.get(i));
      }
    }
  }

  private RuntimeException cause(Exception thrown) {
    drain();
    synchronized (this) {
      if (failure != null) {
        return failure;
      }
    }

    String message = String.valueOf(thrown.getMessage());
    return new FeedException(
        message.contains("maximum allowable number of times")
            ? "Cannot finish training: ranks were lost too often (raise spark.stage.maxConsecutiveAttempts, now %s; the last words were: %s)"
                .formatted(context.conf().get("spark.stage.maxConsecutiveAttempts", "4"), message)
            : "Cannot finish training: " + message,
        thrown);
  }

  /** What has happened arrives by the listener, a little later than the job's end. */
  private void drain() {
    try {
      context.listenerBus().waitUntilEmpty(TimeUnit.SECONDS.toMillis(10));
    } catch (java.util.concurrent.TimeoutException e) {
      LOG.warn("Spark's listeners are late: {}", e.getMessage());
    }
  }

  private synchronized void told(RankStatus status) {
    watchdog.saw(status, System.nanoTime());
    newest.merge(status.seat().rank(), status, (old, other) -> other.isAfter(old) ? other : old);
    bad(status.bad());
    if (bad.size() > ranks.run().maxBad()) {
      end(TooManyBad.of(bad(), ranks.run().maxBad()));
    }
  }

  private synchronized void failed(FeedListener.Failure failed) {
    if (failed.isConsequence()) {
      LOG.warn("rank {} on {}: {}", failed.rank(), failed.host(), failed.description());
      return;
    }

    if (failed.exception().isPresent()
        && failed.exception().get() instanceof BadSampleException e) {
      end(e);
      return;
    }

    RankStatus status = newest.get(failed.rank());
    String place =
        status == null ? "rank %d on %s".formatted(failed.rank(), failed.host()) : status.place();
    end(
        new FeedException(
            "Cannot finish training: %s: %s".formatted(place, failed.description()),
            failed.exception().orElse(null)));
  }

  private void end(RuntimeException why) {
    if (failure == null) {
      failure = why;
      context.cancelJobGroup(group);
    }
  }

  private synchronized void tick() {
    long now = System.nanoTime();
    watchdog.warnings(now).forEach(LOG::warn);
    List<String> passed = watchdog.passed(now);
    if (!passed.isEmpty()) {
      end(
          new FeedException(
              "Cannot finish training: a rank stands still: %s (look at that host, or give it more patience)"
                  .formatted(String.join("; ", passed)),
              null));
    }

    if (++ticks % SECONDS_A_LINE == 0 && !newest.isEmpty()) {
      LOG.info(ProgressLine.of(newest.values()));
    }
  }

  /** Notes bad samples; each counts once, whatever generation has met it. */
  synchronized void bad(List<Finding> findings) {
    findings.forEach(finding -> bad.put(finding.sampleId(), finding));
  }

  synchronized List<Finding> bad() {
    return List.copyOf(bad.values());
  }

  @Override
  public void close() {
    ticker.close();
    context.removeSparkListener(listener);
  }
}
