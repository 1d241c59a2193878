package io.millrace.spark;

import io.millrace.batch.Batch;
import io.millrace.batch.DepthBatch;
import io.millrace.batch.ImageBatch;
import io.millrace.batch.VideoBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.LoadConfig;
import io.millrace.config.PixelConfig;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.config.SplitConfig;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.StoredDataset;
import io.millrace.item.HostBatch;
import io.millrace.item.Precision;
import io.millrace.plan.PlanState;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.SparkSession;

/** Builds a {@link DataModule}; {@link #dataset} or {@link #config} comes first. */
public final class DataModuleBuilder {
  private final SparkSession spark;
  private RunConfig config;
  private List<PlanState> resumed = List.of();
  private List<Long> snapshot = List.of(); // none or one

  DataModuleBuilder(SparkSession spark) {
    this.spark = spark;
  }

  /** What the data is; everything else gets the reference's defaults. */
  public DataModuleBuilder dataset(DatasetLayout dataset) {
    return config(RunConfig.of(dataset));
  }

  /**
   * A store that {@code prepare} has made, on any of Hadoop's file systems: the same samples,
   * tables and batches as from the files. Its rule divides the samples; a seed orders training.
   */
  public DataModuleBuilder store(String uri) {
    return dataset(new StoredDataset(uri));
  }

  /** That snapshot of the store, by its number, in the place of the newest one. */
  public DataModuleBuilder snapshot(long number) {
    this.snapshot = List.of(number);
    return this;
  }

  /** The whole run, such as {@code ConfigReader} reads it. */
  public DataModuleBuilder config(RunConfig run) {
    this.config = run;
    return this;
  }

  /** Resizes every picture and mask to that size, before any augmentation. */
  public DataModuleBuilder imageSize(int height, int width) {
    return pixels(run().pixels().with(PixelConfig.Sizing.exact(height, width)));
  }

  /** Operations for every subset. */
  public DataModuleBuilder augmentations(Compose operations) {
    Map<Split, Compose> all = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      all.put(split, operations);
    }

    return pixels(run().pixels().with(all));
  }

  /** Operations for training samples alone. */
  public DataModuleBuilder trainAugmentations(Compose operations) {
    Map<Split, Compose> changed = new EnumMap<>(Split.class);
    changed.putAll(run().pixels().augmentations());
    changed.put(Split.TRAIN, operations);
    return pixels(run().pixels().with(changed));
  }

  /** Normalises pictures, after everything else. */
  public DataModuleBuilder normalize(Normalize operation) {
    return pixels(run().pixels().with(operation));
  }

  /** How pictures are stored. */
  public DataModuleBuilder precision(Precision precision) {
    return pixels(run().pixels().with(precision));
  }

  private DataModuleBuilder pixels(PixelConfig pixels) {
    return config(run().with(pixels));
  }

  /** Rows of a training batch. */
  public DataModuleBuilder trainBatchSize(int rows) {
    return loading(run().loading().batchSizes(rows, run().loading().evalBatchSize()));
  }

  /** Rows of an evaluation batch. */
  public DataModuleBuilder evalBatchSize(int rows) {
    return loading(run().loading().batchSizes(run().loading().trainBatchSize(), rows));
  }

  /** Decoding threads of a loader. */
  public DataModuleBuilder numWorkers(int workers) {
    return loading(run().loading().workers(workers));
  }

  /** The order in which training visits the samples. */
  public DataModuleBuilder order(LoadConfig.Order order) {
    return loading(run().loading().with(order));
  }

  /** What happens to a sample that cannot be read. */
  public DataModuleBuilder onBadSample(OnBadSample policy) {
    return loading(run().loading().with(policy));
  }

  private DataModuleBuilder loading(LoadConfig loading) {
    return config(run().with(loading));
  }

  /** The seed of every random choice; 0 is a seed. Without it one is chosen and recorded. */
  public DataModuleBuilder seed(long seed) {
    return config(run().with(run().splits().with(Seed.of(seed))));
  }

  /**
   * Goes on with training where a loader's {@code state()} stood. Without a seed of its own the run
   * takes the state's.
   */
  public DataModuleBuilder resume(PlanState state) {
    this.resumed = List.of(state);
    return this;
  }

  /** Where test samples come from. */
  public DataModuleBuilder testSplit(TestSplitMode mode, double ratio) {
    SplitConfig old = run().splits();
    return config(
        run().with(new SplitConfig(mode, ratio, old.valMode(), old.valRatio(), old.seed())));
  }

  /** Where validation samples come from. */
  public DataModuleBuilder valSplit(ValSplitMode mode, double ratio) {
    SplitConfig old = run().splits();
    return config(
        run().with(new SplitConfig(old.testMode(), old.testRatio(), mode, ratio, old.seed())));
  }

  /**
   * The data module; nothing is read yet but, where the root is a store, its snapshot.
   *
   * @throws InvalidConfigException listing what this version cannot do
   * @throws io.millrace.store.InvalidStoreException if the store cannot be opened
   */
  public DataModule<ImageBatch> build() {
    return build(ImageBatch::of);
  }

  /**
   * The same for a data set of videos, whose samples are clips.
   *
   * @throws InvalidConfigException also if its samples are pictures
   */
  public DataModule<VideoBatch> buildVideo() {
    DataModule<VideoBatch> module = build(VideoBatch::of);
    if (!module.contents().clips().exist()) {
      throw unfit(module, "videos", "buildDepth() or build()");
    }

    return module;
  }

  /**
   * The same for a data set of pictures with depth maps.
   *
   * @throws InvalidConfigException also if it has none
   */
  public DataModule<DepthBatch> buildDepth() {
    DataModule<DepthBatch> module = build(DepthBatch::of);
    if (!module.contents().depth().exists()) {
      throw unfit(module, "depth maps", "buildVideo() or build()");
    }

    return module;
  }

  private InvalidConfigException unfit(DataModule<?> module, String what, String wayOut) {
    module.close();
    return new InvalidConfigException(
        List.of(
            "Cannot make batches of %s: %s has none (call %s)"
                .formatted(what, run().dataset().name(), wayOut)));
  }

  private <B extends Batch> DataModule<B> build(BiFunction<HostBatch, Runnable, B> maker) {
    List<String> unsupported = run().splits().rule().unsupported();
    if (!unsupported.isEmpty()) {
      throw new InvalidConfigException(unsupported);
    }

    RunConfig seeded = seeded(run());
    HadoopStorage storage = new HadoopStorage(spark.sparkContext().hadoopConfiguration());
    Optional<FoundStore> store = FoundStore.of(seeded, storage, snapshot);
    if (store.isEmpty()) {
      return new DataModule<>(FileSource.of(spark, seeded), seeded, resumed, maker);
    }

    RunConfig adapted = store.get().adapt(seeded);
    return new DataModule<>(new StoreSource(spark, adapted, store.get()), adapted, resumed, maker);
  }

  private RunConfig seeded(RunConfig run) {
    boolean chosen = run.splits().seed().origin() == Seed.Origin.CHOSEN;
    return chosen && !resumed.isEmpty()
        ? run.with(run.splits().with(Seed.of(resumed.get(0).rule().seed())))
        : run;
  }

  private RunConfig run() {
    if (config == null) {
      throw new IllegalStateException("Missing dataset: call dataset(...) before anything else");
    }

    return config;
  }
}
