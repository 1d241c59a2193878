package io.millrace.spark.feed;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.metrics.source.Source;

/**
 * Spark's metrics source {@code millrace}. On an executor it shows what that one counts; on the
 * driver sums, and below {@code executor.ID} what each has sent last. Safe for use by several
 * threads.
 */
public final class MeterSource implements Source {
  private final MetricRegistry registry = new MetricRegistry();
  private final Map<String, MeterReport> executors = new HashMap<>();

  private MeterSource() {}

  /** An executor's, with its newest counts whenever somebody looks. */
  public static MeterSource of(Meters meters) {
    MeterSource source = new MeterSource();
    source.register("", meters::report);
    return source;
  }

  /** The driver's, which is told by executors. */
  public static MeterSource sums() {
    MeterSource source = new MeterSource();
    source.register("", source::all);
    return source;
  }

  private void register(String prefix, Supplier<MeterReport> report) {
    for (Meter meter : Meter.values()) {
      gauge(prefix + meter.text(), () -> report.get().value(meter));
    }
    gauge(prefix + "waiting_share", () -> report.get().waitingShare());
    gauge(prefix + "step", () -> report.get().step());
    gauge(prefix + "rank_skew", () -> report.get().rankSkew());
  }

  private void gauge(String name, Gauge<? extends Number> value) {
    registry.register(name, value);
  }

  /** An executor has sent what it counts. */
  public void told(String executor, MeterReport report) {
    boolean isNew;
    synchronized (this) {
      isNew = executors.put(executor, report) == null;
    }

    if (isNew) { // outside the lock, which whoever reads the registry takes too
      register("executor." + executor + ".", () -> of(executor));
    }
  }

  /** An executor is gone; what it has done stays. */
  public synchronized void gone(String executor) {
    executors.computeIfPresent(executor, (id, report) -> report.withoutLevels());
  }

  private synchronized MeterReport of(String executor) {
    return executors.get(executor);
  }

  private synchronized MeterReport all() {
    return executors.values().stream().reduce(MeterReport.NONE, MeterReport::plus);
  }

  @Override
  public String sourceName() {
    return "millrace";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
