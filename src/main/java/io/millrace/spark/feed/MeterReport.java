package io.millrace.spark.feed;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one executor, or all of them, have counted since they began.
 *
 * @param counts by meter; one that is missing is 0
 * @param steps the newest global step of each rank that runs there
 */
public record MeterReport(Map<Meter, Long> counts, Map<Integer, Long> steps)
    implements Serializable {
  /** Nothing yet. */
  static final MeterReport NONE = new MeterReport(Map.of(), Map.of());

  private static final double NANOS = 1e9;

  public MeterReport {
    EnumMap<Meter, Long> copy = new EnumMap<>(Meter.class);
    copy.putAll(counts);
    counts = copy;
    steps = new TreeMap<>(steps);
  }

  /** A count, or a time in seconds. */
  public double value(Meter meter) {
    long count = counts.getOrDefault(meter, 0L);
    return meter.isTime() ? count / NANOS : count;
  }

  /** Part of the time in which programs waited for batches, 0 to 1. */
  public double waitingShare() {
    double open = value(Meter.OPEN_TIME);
    return open > 0 ? Math.min(1, value(Meter.WAIT_TIME) / open) : 0;
  }

  /** The step of the rank that is furthest; 0 where none runs. */
  public long step() {
    return steps.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** How many steps the last rank is behind the first one. */
  public long rankSkew() {
    return step() - steps.values().stream().mapToLong(Long::longValue).min().orElse(0);
  }

  MeterReport plus(MeterReport other) {
    EnumMap<Meter, Long> sums = new EnumMap<>(Meter.class);
    for (Meter meter : Meter.values()) {
      sums.put(meter, counts.getOrDefault(meter, 0L) + other.counts.getOrDefault(meter, 0L));
    }

    Map<Integer, Long> both = new TreeMap<>(steps);
    other.steps.forEach((rank, step) -> both.merge(rank, step, Math::max));
    return new MeterReport(sums, both);
  }

  /** What stays when the executor is gone: sums, but nothing that is of now. */
  MeterReport withoutLevels() {
    EnumMap<Meter, Long> sums = new EnumMap<>(Meter.class);
    counts.forEach((meter, count) -> sums.put(meter, meter.isLevel() ? 0 : count));
    return new MeterReport(sums, Map.of());
  }
}
