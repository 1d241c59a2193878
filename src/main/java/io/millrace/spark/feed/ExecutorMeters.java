package io.millrace.spark.feed;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows an executor's counts, and tells the driver of them. */
public final class ExecutorMeters implements ExecutorPlugin {
  private static final int SECONDS = 2;

  /** What the one executor of local mode is called. */
  private static final String DRIVER = "driver";

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorMeters.class);

  private PluginContext context;
  private Ticker ticker;

  @Override
  public void init(PluginContext plugin, Map<String, String> fromDriver) {
    context = plugin;
    // in local mode the driver's source is there already, in the same process
    if (!plugin.executorID().equals(DRIVER)) {
      SparkEnv.get().metricsSystem().registerSource(MeterSource.of(Meters.executor()));
    }
    ticker = Ticker.every(SECONDS, this::tell);
  }

  private void tell() {
    try {
      context.send(new MeterTold(context.executorID(), Meters.executor().report()));
    } catch (IOException | RuntimeException e) { // counts are sums: the next one makes up for it
      LOG.debug("Cannot tell the driver what was counted: {}", e.toString());
    }
  }

  @Override
  public void onTaskStart() {
    TaskContext task = TaskContext.get();
    if (task.attemptNumber() > 0 || task.stageAttemptNumber() > 0) {
      Meters.executor().add(Meter.RETRIES, 1);
    }
  }

  @Override
  public void shutdown() {
    ticker.close();
    tell();
  }
}
