package io.millrace.spark.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * An accumulator as its tasks run: its own value knows only tasks that have ended, and the
 * heartbeats of executors tell the rest.
 */
final class LiveCount extends SparkListener implements AutoCloseable {
  private final SparkContext context;
  private final LongAccumulator ended;
  private final Map<Object, Long> running = new ConcurrentHashMap<>();

  private LiveCount(SparkContext context, LongAccumulator ended) {
    this.context = context;
    this.ended = ended;
  }

  /** Watches an accumulator until it is closed. */
  static LiveCount of(SparkContext context, LongAccumulator accumulator) {
    LiveCount live = new LiveCount(context, accumulator);
    context.addSparkListener(live);
    return live;
  }

  /** About how much has been counted, by tasks that run too. */
  long samples() {
    return ended.value() + running.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        JavaConverters.seqAsJavaList(update.accumUpdates())) {
      for (AccumulableInfo info : JavaConverters.seqAsJavaList(task._4())) {
        if (info.id() == ended.id() && info.update().isDefined()) {
          running.put(task._1(), ((Number) info.update().get()).longValue());
        }
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}
