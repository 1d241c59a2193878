package io.millrace.spark.feed;

import io.millrace.config.InvalidConfigException;
import io.millrace.feed.Ranks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/** Whether the cluster can run so many ranks at once; asked before Spark does, which waits long. */
record FeedSlots(SparkContext context, Ranks ranks) {
  /** Executors register one by one; longer than that they are not there. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** What tasks of ranks need, where it is not what all tasks have; in local mode never. */
  Optional<ResourceProfile> profile() {
    boolean usual = ranks.gpusPerRank() == 0 && ranks.cpusPerRank() == taskCpus();
    if (context.isLocal() || usual) {
      return Optional.empty();
    }

    TaskResourceRequests task = new TaskResourceRequests().cpus(ranks.cpusPerRank());
    if (ranks.gpusPerRank() > 0) {
      task.resource(TaskDevice.GPU, ranks.gpusPerRank());
    }

    ResourceProfile profile = new ResourceProfileBuilder().require(task).build();
    context.resourceProfileManager().addResourceProfile(profile); // else nobody can count its slots
    return Optional.of(profile);
  }

  private int taskCpus() {
    return context.conf().getInt("spark.task.cpus", 1);
  }

  /** How many ranks may share an executor. */
  int together() {
    return context.isLocal() ? ranks.count() : together(context.conf(), ranks);
  }

  /** The same on a cluster: on a standalone one executors have all cores unless told otherwise. */
  static int together(SparkConf conf, Ranks ranks) {
    boolean takesAll = conf.get("spark.master", "").startsWith("spark://");
    int cores = conf.getInt("spark.executor.cores", takesAll ? Integer.MAX_VALUE : 1);
    int most = Math.min(ranks.count(), cores / ranks.cpusPerRank());
    return Math.max(1, ranks.gpusPerRank() == 0 ? most : Math.min(most, gpus(conf)));
  }

  private static int gpus(SparkConf conf) {
    return conf.getInt("spark.executor.resource.gpu.amount", 0);
  }

  /**
   * Checks the settings, and waits until there is room for all ranks.
   *
   * @throws InvalidConfigException if there is none, with both numbers
   */
  void check(ResourceProfile profile) {
    checkSettings(context.conf());
    long end = System.nanoTime() + PATIENCE.toNanos();
    int slots = slots(profile);
    while (slots < ranks.count() && !context.isLocal() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      slots = slots(profile);
    }

    if (slots < ranks.count()) {
      throw tooFew(slots);
    }
  }

  private void checkSettings(SparkConf conf) {
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      throw refused(
          "Unsupported: ranks with dynamic allocation (set spark.dynamicAllocation.enabled=false:"
              + " all ranks must run at the same time)");
    }

    if (ranks.gpusPerRank() > 0 && (context.isLocal() || gpus(conf) == 0)) {
      throw refused(
          "Cannot give %d ranks a GPU each: executors have none (set spark.executor.resource.gpu.amount, see conf/, or ask for no GPUs)"
              .formatted(ranks.count()));
    }
  }

  private InvalidConfigException tooFew(int slots) {
    String wayOut =
        context.isLocal()
            ? "use --master local[%d], or fewer ranks"
                .formatted(ranks.count() * ranks.cpusPerRank())
            : "add executors or cores, wait until other jobs have ended, or use fewer ranks";
    return refused(
        "Cannot run %d ranks of %d cores and %d GPUs at once: there are %d slots, %d are needed (%s)"
            .formatted(
                ranks.count(),
                ranks.cpusPerRank(),
                ranks.gpusPerRank(),
                slots,
                ranks.count(),
                wayOut));
  }

  private int slots(ResourceProfile profile) {
    return context.isLocal()
        ? context.defaultParallelism() / ranks.cpusPerRank()
        : context.maxNumConcurrentTasks(profile);
  }

  private static InvalidConfigException refused(String why) {
    return new InvalidConfigException(List.of(why));
  }
}
