package io.millrace.spark;

import io.millrace.spark.feed.ExecutorMeters;
import io.millrace.spark.feed.MeterSource;
import io.millrace.spark.feed.MeterTold;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * Shows what loaders on executors do as Spark metrics: {@code spark.plugins} set to this class.
 * Executors count and tell the driver every few seconds.
 */
public final class MillracePlugin implements SparkPlugin {
  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorMeters();
  }

  private static final class Driver implements DriverPlugin {
    private final MeterSource source = MeterSource.sums();

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      context.addSparkListener(
          new SparkListener() {
            @Override
            public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
              source.gone(removed.executorId());
            }
          });
      return Map.of();
    }

    /** Only now the application has the name that metrics begin with. */
    @Override
    public void registerMetrics(String application, PluginContext plugin) {
      SparkEnv.get().metricsSystem().registerSource(source);
    }

    @Override
    public Object receive(Object message) {
      if (message instanceof MeterTold told) {
        source.told(told.executor(), told.report());
      }

      return null; // nobody asks
    }
  }
}
