package io.millrace.spark;

import io.millrace.batch.Batch;
import io.millrace.batch.Dataloader;
import io.millrace.batch.Recipe;
import io.millrace.config.RunConfig;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.FeedReport;
import io.millrace.feed.RankProgram;
import io.millrace.feed.Ranks;
import io.millrace.item.HostBatch;
import io.millrace.plan.PlanState;
import io.millrace.report.profile.Profile;
import io.millrace.sample.Contents;
import io.millrace.sample.Split;
import io.millrace.spark.feed.MapCall;
import io.millrace.spark.job.PrepareEstimate;
import io.millrace.spark.job.PrepareReport;
import io.millrace.spark.rows.SampleRows;
import java.io.Serializable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A data set on a Spark cluster: its samples as a table, divided into subsets, and loaders that
 * decode and batch them. The counterpart of the reference's DataModules, with their words.
 *
 * <p>{@link #setup} comes first. Closing frees what the cluster keeps for it and closes the loaders
 * that are still open. Not safe for use by several threads.
 *
 * @param <B> kind of batch
 */
public final class DataModule<B extends Batch> implements AutoCloseable {
  private final SampleSource source;
  private final RunConfig config;
  private final List<PlanState> resumed; // none or one
  private final Loaders<B> loaders;
  private volatile LongSupplier preparing = () -> 0;
  private volatile LongSupplier profiling = () -> 0;

  DataModule(
      SampleSource source,
      RunConfig config,
      List<PlanState> resumed,
      BiFunction<HostBatch, Runnable, B> maker) {
    this.source = source;
    this.config = config;
    this.resumed = List.copyOf(resumed);
    this.loaders = new Loaders<>(source, config, this.resumed, maker);
  }

  /** Begins a data module on that session. */
  public static DataModuleBuilder builder(SparkSession spark) {
    return new DataModuleBuilder(spark);
  }

  /** The run as one value. */
  public RunConfig config() {
    return config;
  }

  /** What samples consist of. */
  public Contents contents() {
    return source.contents();
  }

  /** The seed of every random choice of the run: the user's, or the one that we chose. */
  public long seed() {
    return config.splits().seed().value();
  }

  /**
   * Checks that the data set is there.
   *
   * @throws io.millrace.config.InvalidConfigException saying what is missing and where to get it
   */
  public void prepareData() {
    source.check();
  }

  /**
   * Lists the files, joins pictures with masks and divides the samples. A second call changes
   * nothing.
   *
   * @throws io.millrace.config.InvalidConfigException if there is no such folder or no picture
   */
  public void setup() {
    source.setup();
  }

  /**
   * All samples: train, then val, then test, each in path order. Columns: sample_id, category,
   * split, label, label_index, image_path, mask_path, image_bytes, image_modified. A sample in two
   * subsets has a row in each.
   */
  public Dataset<Row> samples() {
    return source.all().select(SampleRows.visible(source.contents()));
  }

  /** The training samples. */
  public Dataset<Row> trainDataset() {
    return samples(Split.TRAIN);
  }

  /** The validation samples. */
  public Dataset<Row> valDataset() {
    return samples(Split.VAL);
  }

  /** The test samples. */
  public Dataset<Row> testDataset() {
    return samples(Split.TEST);
  }

  /** The samples of a subset, in path order. */
  public Dataset<Row> samples(Split split) {
    return source.subset(split).select(SampleRows.visible(source.contents()));
  }

  /** Number of samples of the data set, in a subset or not. */
  public int size() {
    return source.size();
  }

  /** Number of samples of a subset. */
  public int count(Split split) {
    return source.count(split);
  }

  /**
   * Everything that is wrong with the data set: severity, reason, sample_id, path, detail, way_out.
   */
  public Dataset<Row> audit(AuditDepth depth) {
    return source.audit(depth);
  }

  /** What each picture is, which is read: sample_id, format, mode, height, width. */
  public Dataset<Row> pictures() {
    return source.pictures();
  }

  /** How many samples an audit of {@link AuditDepth#PIXELS} has read so far. */
  public long picturesRead() {
    return source.picturesRead();
  }

  /**
   * The samples of a subset with their pixels, computed by the executors: {@code image} and, where
   * the data set has masks, {@code gt_mask}, as BINARY in safetensors encoding, one sample without
   * a batch axis. A pixel column that a query does not use costs nothing. Random operations draw as
   * in epoch 0.
   *
   * @throws io.millrace.sample.BadSampleException if the pairing found errors and the policy is
   *     FAIL; with QUARANTINE those samples are left out, and the pixels of one that cannot be
   *     decoded are null
   */
  public Dataset<Row> tensors(Split split) {
    return source.tensors(split, recipe(split));
  }

  /**
   * What a function gives for the samples of a subset, computed by the executors: {@code
   * sample_id}, then the columns of the schema. Every good sample has one row, whatever is retried;
   * batches have the rows of {@code eval_batch_size}, or one row where pictures have no common
   * size. The function is opened once an executor and device. Random operations draw as in epoch 0.
   *
   * @param schema columns of string, boolean, int, bigint, float, double, binary, or arrays of
   *     those
   * @throws io.millrace.sample.BadSampleException if the listing found errors and the policy is
   *     FAIL, which also ends the job at a sample that cannot be decoded; with QUARANTINE such
   *     samples have no row and are named in the executors' logs
   */
  public Dataset<Row> mapBatches(Split split, BatchFunction function, StructType schema) {
    MapCall.Loading batches = MapCall.Loading.of(source.spark().sparkContext(), config.loading());
    return source.map(split, recipe(split), MapCall.of(function, schema, batches));
  }

  /**
   * Brings the samples into a store, which is made or grows by a snapshot: audit, placement, one
   * shard a task, commit. What is in the store already is neither decoded nor written again. The
   * files are only read.
   *
   * @param store folder of the store, on any of Hadoop's file systems
   * @throws io.millrace.config.InvalidConfigException if the transforms cannot be baked
   * @throws io.millrace.sample.BadSampleException if more samples are bad than the options allow
   */
  public PrepareReport prepare(String store, PrepareOptions options) {
    Preparing job = new Preparing(source, config.pixels(), options);
    preparing = job::samplesDone;
    return job.into(store);
  }

  /**
   * What a prepare with those options would cost: counts, and a few samples decoded here. Writes
   * nothing.
   */
  public PrepareEstimate estimate(String store, PrepareOptions options) {
    return new Preparing(source, config.pixels(), options).estimate(store);
  }

  /** How many samples the prepare that runs has done; for a progress line. */
  public long samplesPrepared() {
    return preparing.getAsLong();
  }

  /**
   * What the data set is like: counts, distributions, examples, findings and twins, by one pass in
   * which the executors read every sample once. Bounded, however large the data set is.
   */
  public Profile profile() {
    Profiling job = new Profiling(source, config);
    profiling = job::measured;
    return job.run();
  }

  /** How many samples the profile that is made has read; for a progress line. */
  public long samplesProfiled() {
    return profiling.getAsLong();
  }

  /** Training batches; each iteration is the next epoch, in the order of the configuration. */
  public Dataloader<B> trainDataloader() {
    return loaders.train(recipe(Split.TRAIN));
  }

  /** Validation batches, in table order. */
  public Dataloader<B> valDataloader() {
    return loaders.evaluate(Split.VAL, recipe(Split.VAL));
  }

  /** Test batches, in table order. */
  public Dataloader<B> testDataloader() {
    return loaders.evaluate(Split.TEST, recipe(Split.TEST));
  }

  /** Batches for prediction: those of the test, as in the reference. */
  public Dataloader<B> predictDataloader() {
    return loaders.evaluate(Split.TEST, recipe(Split.TEST));
  }

  /**
   * Runs a program on ranks, each a task of one barrier stage: the loss of an executor begins a new
   * generation, which goes on from the newest checkpoint. Pictures must have one size; a sample
   * that cannot be read keeps its slot.
   *
   * @param <R> what each rank gives
   * @throws io.millrace.config.InvalidConfigException if the cluster, the batch or a checkpoint
   *     does not fit
   * @throws io.millrace.sample.BadSampleException if more samples are bad than {@code ranks} allows
   * @throws io.millrace.spark.feed.FeedException if a program throws, a rank stands still too long,
   *     or ranks are lost too often
   */
  public <R extends Serializable> FeedReport<R> feed(Ranks ranks, RankProgram<R> program) {
    return new Feeding(source, config, resumed).run(ranks, program);
  }

  SampleSource source() {
    return source;
  }

  Recipe recipe(Split split) {
    return config.recipe(split, source.contents());
  }

  @Override
  public void close() {
    loaders.close();
    source.close();
  }
}
