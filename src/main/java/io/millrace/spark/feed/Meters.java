package io.millrace.spark.feed;

import io.millrace.batch.Dataloader;
import io.millrace.batch.LoaderFigures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What this process counts of the loaders of its tasks. Safe for use by several threads. */
public final class Meters {
  private static final Meters EXECUTOR = new Meters();

  private final Map<Meter, Long> counts = new EnumMap<>(Meter.class);
  private final List<Metered> open = new ArrayList<>();
  private final Map<Integer, Long> steps = new TreeMap<>();

  Meters() {}

  /** Those of this JVM. */
  public static Meters executor() {
    return EXECUTOR;
  }

  /** A loader that is counted as long as it is open. */
  public final class Metered implements AutoCloseable {
    private final Dataloader<?> loader;
    private final long since = System.nanoTime();

    private Metered(Dataloader<?> loader) {
      this.loader = loader;
    }

    private void addTo(Map<Meter, Long> target) {
      LoaderFigures figures = loader.figures();
      LoaderFigures.Times times = figures.times();
      target.merge(Meter.IMAGES, figures.rows(), Long::sum);
      target.merge(Meter.BYTES, figures.traffic().bytes(), Long::sum);
      target.merge(Meter.REQUESTS, figures.traffic().requests(), Long::sum);
      target.merge(Meter.CACHE_HITS, figures.cacheHits(), Long::sum);
      target.merge(Meter.BAD_SAMPLES, (long) loader.quarantined().size(), Long::sum);
      target.merge(Meter.READ_TIME, times.reading(), Long::sum);
      target.merge(Meter.DECODE_TIME, times.decoding(), Long::sum);
      target.merge(Meter.WAIT_TIME, times.waiting(), Long::sum);
      target.merge(Meter.OPEN_TIME, System.nanoTime() - since, Long::sum);
    }

    /** Its figures stay; a second call does nothing. */
    @Override
    public void close() {
      synchronized (Meters.this) {
        if (open.remove(this)) {
          addTo(counts);
        }
      }
    }
  }

  /** Counts what a loader does until the caller closes this, before or after the loader. */
  public synchronized Metered open(Dataloader<?> loader) {
    Metered metered = new Metered(loader);
    open.add(metered);
    return metered;
  }

  /** Adds to a count, or nanoseconds to a time. */
  public synchronized void add(Meter meter, long count) {
    counts.merge(meter, count, Long::sum);
  }

  /** A rank that runs here has come to that global step. */
  public synchronized void step(int rank, long step) {
    steps.put(rank, step);
  }

  /** A rank runs here no more. */
  public synchronized void left(int rank) {
    steps.remove(rank);
  }

  /** All of it, as it stands. */
  public synchronized MeterReport report() {
    Map<Meter, Long> all = new EnumMap<>(Meter.class);
    all.putAll(counts);
    for (Metered metered : open) {
      metered.addTo(all);
      all.merge(Meter.QUEUE_BYTES, metered.loader.figures().queueBytes(), Long::sum);
    }

    return new MeterReport(all, steps);
  }
}
