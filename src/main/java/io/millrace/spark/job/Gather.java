package io.millrace.spark.job;

import io.millrace.spark.job.ShardResult.Work;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import scala.runtime.BoxedUnit;

/**
 * Takes the results of the tasks as they come, and ends the job as soon as more samples are bad
 * than it may leave out.
 */
final class Gather extends scala.runtime.AbstractFunction2<Object, String, BoxedUnit> {
  private final SparkContext context;
  private final String group;
  private final int allowance;
  private final ShardResult[] results;
  private final List<LeftOut> leftOut = new ArrayList<>();
  private Work work = Work.NONE;

  /**
   * Of a job with so many tasks.
   *
   * @param group of the job
   * @param allowance samples that may be left out
   */
  Gather(SparkContext context, String group, int tasks, int allowance) {
    this.context = context;
    this.group = group;
    this.allowance = allowance;
    this.results = new ShardResult[tasks];
  }

  /** Called by Spark, one result at a time. */
  @Override
  public synchronized BoxedUnit apply(Object task, String text) {
    if (!text.isEmpty()) {
      ShardResult result = ShardResult.of(text);
      results[(Integer) task] = result;
      leftOut.addAll(result.done().quarantine());
      work = work.plus(result.work());
      if (isTooMuch()) {
        context.cancelJobGroup(group);
      }
    }

    return BoxedUnit.UNIT;
  }

  synchronized boolean isTooMuch() {
    return leftOut.size() > allowance;
  }

  synchronized List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  synchronized Work work() {
    return work;
  }

  /** The shard that a task wrote, if any sample was left for it. */
  synchronized Optional<ShardEntry> shard(int task) {
    return Optional.ofNullable(results[task])
        .flatMap(result -> result.done().shards().stream().findFirst());
  }
}
