package io.millrace.spark.feed;

import io.millrace.config.InvalidConfigException;
import io.millrace.config.LoadConfig;
import io.millrace.feed.Checkpoints;
import io.millrace.feed.FeedReport;
import io.millrace.feed.RankProgram;
import io.millrace.feed.RankReport;
import io.millrace.feed.Ranks;
import io.millrace.plan.PlanState;
import io.millrace.sample.BadSampleException;
import io.millrace.spark.hadoop.HadoopStorage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;

/**
 * Runs a program on ranks, and watches over it.
 *
 * @param input what they are fed with
 * @param start where training begins without a checkpoint
 * @param loading how they decode
 */
public record FeedJob(FeedInput input, Ranks ranks, PlanState start, LoadConfig loading) {
  /**
   * Runs it to its end, through the loss of executors.
   *
   * @throws InvalidConfigException if the cluster or a checkpoint does not fit
   * @throws BadSampleException if more samples are bad than the ranks allow
   * @throws FeedException if a program throws, a rank stands still, or ranks are lost too often
   */
  public <R extends Serializable> FeedReport<R> run(RankProgram<R> program) {
    SparkContext context = input.context().sc();
    FeedSlots slots = new FeedSlots(context, ranks);
    Optional<ResourceProfile> profile = slots.profile();
    slots.check(profile.orElseGet(() -> context.resourceProfileManager().defaultResourceProfile()));
    PlanState from = agreed();
    if (!context.isLocal()) {
      input
          .need()
          .memory(ranks.count(), from.rule().globalBatch(), slots.together())
          .check(context.conf());
    }

    JavaRDD<byte[]> partitions = input.partitions(from.rule(), ranks.count());
    RankSetup.Loading decoding =
        new RankSetup.Loading(loading.evalBatchSize(), loading.numWorkers(), slots.together());
    RankSetup setup =
        new RankSetup(ranks, UUID.randomUUID().toString(), from, decoding, input.configuration());
    return watched(profile.map(partitions::withResources).orElse(partitions), setup, program);
  }

  /** With the rule of the newest checkpoint, if there is one that fits. */
  private PlanState agreed() {
    try {
      String folder = ranks.run().checkpoints();
      if (folder.isEmpty()) {
        return start;
      }

      HadoopStorage storage = new HadoopStorage(input.context().hadoopConfiguration());
      storage.checkCommits(folder);
      Checkpoints checkpoints = new Checkpoints(storage, folder);
      long newest = checkpoints.newest();
      return newest == 0 ? start : new Agreement(ranks, start).with(checkpoints.state(newest));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private <R extends Serializable> FeedReport<R> watched(
      JavaRDD<byte[]> partitions, RankSetup setup, RankProgram<R> program) {
    SparkContext context = input.context().sc();
    Statuses statuses = new Statuses();
    context.register(statuses, "millrace.ranks");
    try (FeedWatch watch = new FeedWatch(context, ranks, statuses.id())) {
      RankTask<R> task = new RankTask<>(setup, input.tables(), program, statuses);
      List<byte[]> ends = watch.during(() -> BarrierStage.run(partitions, task));
      return report(ends.stream().map(RankEnd::<R>read).toList(), watch);
    }
  }

  private <R extends Serializable> FeedReport<R> report(List<RankEnd<R>> ends, FeedWatch watch) {
    ends.forEach(end -> watch.bad(end.bad()));
    List<RankReport<R>> reports =
        ends.stream()
            .map(RankEnd::report)
            .sorted(Comparator.comparingInt(RankReport::rank))
            .toList();
    int generation = ends.stream().mapToInt(end -> end.seat().generation()).max().orElseThrow();
    return new FeedReport<>(reports, generation, watch.bad());
  }
}
