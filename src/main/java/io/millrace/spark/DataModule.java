package io.millrace.spark;

import io.millrace.batch.Batch;
import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.Recipe;
import io.millrace.batch.SampleBytes;
import io.millrace.batch.SampleReader;
import io.millrace.config.LoadConfig;
import io.millrace.config.RunConfig;
import io.millrace.item.HostBatch;
import io.millrace.sample.Finding;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.job.PrepareReport;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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
  private final SparkSession spark;
  private final RunConfig config;
  private final BiFunction<HostBatch, Runnable, B> maker;
  private final DatasetFiles files;
  private final List<Dataloader<B>> loaders = new ArrayList<>();
  private volatile LongSupplier preparing = () -> 0;

  DataModule(SparkSession spark, RunConfig config, BiFunction<HostBatch, Runnable, B> maker) {
    this.spark = spark;
    this.config = config;
    this.maker = maker;
    this.files = new DatasetFiles(spark, config);
  }

  /** Begins a data module on that session. */
  public static DataModuleBuilder builder(SparkSession spark) {
    return new DataModuleBuilder(spark);
  }

  /** The run as one value. */
  public RunConfig config() {
    return config;
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
    files.places();
  }

  /**
   * Lists the files, joins pictures with masks and divides the samples. A second call changes
   * nothing.
   *
   * @throws io.millrace.config.InvalidConfigException if there is no such folder or no picture
   */
  public void setup() {
    files.setup();
  }

  /**
   * All samples: train, then val, then test, each in path order. Columns: sample_id, category,
   * split, label, label_index, image_path, mask_path, image_bytes, image_modified. A sample in two
   * subsets has a row in each.
   */
  public Dataset<Row> samples() {
    return files.table().all().select(SampleRows.visible());
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
    return files.table().subset(split).select(SampleRows.visible());
  }

  /** Number of samples of the data set, in a subset or not. */
  public int size() {
    return files.table().size();
  }

  /** Number of samples of a subset. */
  public int count(Split split) {
    return files.table().count(split);
  }

  /**
   * Everything that is wrong with the data set: severity, reason, sample_id, path, detail, way_out.
   */
  public Dataset<Row> audit(AuditDepth depth) {
    return files.audit(depth);
  }

  /** What each picture is, which is read: sample_id, format, mode, height, width. */
  public Dataset<Row> pictures() {
    return files.readings().drop("findings");
  }

  /** How many samples an audit of {@link AuditDepth#PIXELS} has read so far. */
  public long picturesRead() {
    return files.picturesRead();
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
    Dataset<Row> good = files.usable(split).rows();
    return new PixelColumns(files.configuration(), recipe(split), config.loading().onBadSample())
        .add(good);
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
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Preparing job = new Preparing(context, config, files, options);
    preparing = job::samplesDone;
    return job.into(store);
  }

  /** How many samples are in finished shards of the prepare that runs; for a progress line. */
  public long samplesPrepared() {
    return preparing.getAsLong();
  }

  /** Training batches; each iteration is the next epoch, in the order of the configuration. */
  public Dataloader<B> trainDataloader() {
    LoadConfig loading = config.loading();
    Usable usable = files.usable(Split.TRAIN);
    SpooledTable table = SpooledTable.of(usable.rows());
    EpochOrder order = TrainOrder.of(loading.order(), seed(), table.size());
    return loader(Split.TRAIN, usable, table, order);
  }

  /** Validation batches, in table order. */
  public Dataloader<B> valDataloader() {
    return evaluation(Split.VAL);
  }

  /** Test batches, in table order. */
  public Dataloader<B> testDataloader() {
    return evaluation(Split.TEST);
  }

  /** Batches for prediction: those of the test, as in the reference. */
  public Dataloader<B> predictDataloader() {
    return evaluation(Split.TEST);
  }

  private Dataloader<B> evaluation(Split split) {
    Usable usable = files.usable(split);
    SpooledTable table = SpooledTable.of(usable.rows());
    return loader(split, usable, table, EpochOrder.table(table.size()));
  }

  private Dataloader<B> loader(Split split, Usable usable, SpooledTable table, EpochOrder order) {
    LoadConfig loading = config.loading();
    Recipe recipe = recipe(split);
    SampleReader reader =
        new SampleReader(
            SampleBytes.of(new HadoopStorage(spark.sparkContext().hadoopConfiguration())), recipe);
    LoaderOptions options =
        new LoaderOptions(
            split == Split.TRAIN ? loading.trainBatchSize() : loading.evalBatchSize(),
            loading.numWorkers(),
            LoaderOptions.PREFETCH_BYTES,
            loading.onBadSample());
    Dataloader<B> loader =
        new Dataloader<>(new LoaderInput(table, order, reader, recipe), options, maker);
    usable.leftOut().forEach(loader::quarantine);
    loaders.add(loader);
    return loader;
  }

  private Recipe recipe(Split split) {
    return new Recipe(
        config.pixels().pipeline(split),
        config.pixels().precision(),
        config.dataset().task(),
        seed(),
        config.pixels().limits());
  }

  @Override
  public void close() {
    loaders.forEach(Dataloader::close);
    files.close();
  }

  /**
   * The rows of a subset that can be read as far as the listing tells.
   *
   * @param rows rows of {@link SampleRows#FULL} in path order
   * @param leftOut why others were left out
   */
  record Usable(Dataset<Row> rows, List<Finding> leftOut) {}
}
