package io.millrace.spark.job;

import io.millrace.config.InvalidConfigException;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Clips;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.SnapshotJson;
import io.millrace.store.Snapshots;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Brings samples into a store: places them in shards by a shuffle of their metadata, writes the
 * shards that the last snapshot does not have, a task each, and commits a snapshot.
 */
public final class PrepareJob implements AutoCloseable {
  private final JavaSparkContext context;
  private final StorePaths paths;
  private final PrepareRules rules;
  private final Snapshots snapshots;
  private final Broadcast<SerializableConfiguration> configuration;
  private final Meters meters;
  private final LiveCount progress;
  private final JobNames names;

  /** A job that will write to a store. Nothing is read yet. */
  public PrepareJob(JavaSparkContext context, StorePaths paths, PrepareRules rules) {
    this.context = context;
    this.paths = paths;
    this.rules = rules;
    Configuration hadoop = rules.writers().in(context.hadoopConfiguration());
    this.snapshots = new Snapshots(new HadoopStorage(hadoop), paths);
    this.configuration = context.broadcast(new SerializableConfiguration(hadoop));
    this.meters = Meters.register(context.sc());
    this.progress = LiveCount.of(context.sc(), meters.pictures());
    this.names = new JobNames(context, paths);
  }

  /** How many samples are done; for a progress line. Known every few seconds. */
  public long samplesDone() {
    return progress.samples();
  }

  /**
   * Runs the job.
   *
   * @throws BadSampleException if more samples are bad than the rules allow; then no snapshot is
   *     written
   */
  public PrepareReport run(PrepareInput input) throws IOException {
    try (Placing placing = new Placing(names, input.facts(), rules)) {
      Optional<Snapshot> last =
          snapshots.latest().filter(snapshot -> Parent.fits(snapshot, input.facts()));
      Optional<Parent> parent =
          last.map(snapshot -> new Parent(snapshot, placing.keep(stored(snapshot))));
      Placed placed = placing.place(members(input, placing), parent);
      Gather results = write(placed, input, last);
      return commit(input, placed.table(last, results), results, placed);
    } finally {
      names.restore();
    }
  }

  /** What {@link #run} would cost if the store were empty. Writes nothing. */
  public PrepareEstimate estimate(PrepareInput input) throws IOException {
    try (Placing placing = new Placing(names, input.facts(), rules)) {
      names.begin("estimate");
      BakeOrder order = new BakeOrder(paths, input.facts(), input.recipe(), 0);
      HadoopStorage storage = new HadoopStorage(context.hadoopConfiguration());
      return new Estimating(context, members(input, placing), order)
          .estimate(Estimating.fetch(input.source(), storage), rules.shardBytes());
    } finally {
      names.restore();
    }
  }

  private JavaRDD<Row> stored(Snapshot snapshot) {
    return new ReadIndex(configuration, paths, ReadIndex.Use.PARENT).all(context, snapshot);
  }

  private JavaRDD<Row> members(PrepareInput input, Placing placing) {
    PrepareInput.Source source = input.source();
    if (source.packed().isEmpty()) {
      Clips clips = input.facts().dataset().contents().clips();
      return source.rows().flatMap(new ToMember(clips));
    }

    PrepareInput.Source.FromStore packed = source.packed().get();
    ReadIndex read = new ReadIndex(configuration, packed.paths(), ReadIndex.Use.PACKED);
    return placing.keep(read.all(context, packed.snapshot()));
  }

  private Gather write(Placed placed, PrepareInput input, Optional<Snapshot> parent) {
    int allowance = rules.maxBad() - input.source().counted().size();
    Gather gather = new Gather(context.sc(), names.group(), placed.tasks(), allowance);
    if (placed.tasks() == 0) {
      return gather;
    }

    WriteShard.Stores stores =
        new WriteShard.Stores(
            broadcast(parent),
            broadcast(input.source().packed().map(PrepareInput.Source.FromStore::snapshot)),
            input.source().packed().map(PrepareInput.Source.FromStore::paths).orElse(paths));
    BakeOrder order = new BakeOrder(paths, input.facts(), input.recipe(), allowance);
    names.begin("write " + placed.tasks() + " shards");
    WriteShard write = new WriteShard(configuration, order, stores, meters);
    try {
      new ShardTasks(placed.members().mapPartitions(write)).run(gather);
    } finally {
      stores.parent().destroy();
      stores.packed().destroy();
    }

    if (gather.isTooMuch()) {
      List<Snapshot.LeftOut> bad = new ArrayList<>(input.source().counted());
      bad.addAll(gather.leftOut());
      throw TooManyBad.of(bad, rules.maxBad()).exception(paths);
    }

    return gather;
  }

  private Broadcast<byte[]> broadcast(Optional<Snapshot> snapshot) {
    return context.broadcast(snapshot.map(SnapshotJson::write).orElse(new byte[0]));
  }

  private PrepareReport commit(
      PrepareInput input, List<ShardEntry> shards, Gather results, Placed placed)
      throws IOException {
    List<Snapshot.LeftOut> leftOut = new ArrayList<>(input.source().leftOut());
    leftOut.addAll(results.leftOut());
    leftOut.sort(Comparator.comparing(Snapshot.LeftOut::sampleId));
    if (shards.isEmpty()) {
      throw nothingLeft(leftOut);
    }

    Optional<Snapshot> before = snapshots.latest();
    Snapshot now = snapshots.commit(input.facts(), shards, leftOut);
    boolean same = before.isPresent() && before.get().commit().equals(now.commit());
    return PrepareReport.of(
        now,
        same ? PrepareReport.Outcome.UNCHANGED : PrepareReport.Outcome.COMMITTED,
        results.work(),
        new PrepareReport.Shards(shards.size(), placed.kept(), shards.size() - placed.kept()));
  }

  private RuntimeException nothingLeft(List<Snapshot.LeftOut> leftOut) {
    return leftOut.isEmpty()
        ? new InvalidConfigException(
            List.of(
                "Cannot prepare %s: no sample is in any subset (choose other split modes)"
                    .formatted(paths.root())))
        : TooManyBad.of(leftOut, 0).exception(paths);
  }

  @Override
  public void close() {
    progress.close();
    configuration.destroy();
  }
}
