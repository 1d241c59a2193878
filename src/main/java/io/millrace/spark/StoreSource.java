package io.millrace.spark;

import io.millrace.batch.Recipe;
import io.millrace.batch.StoreOpening;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.item.BatchLayout;
import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Reason;
import io.millrace.sample.Split;
import io.millrace.spark.feed.FeedInput;
import io.millrace.spark.feed.MapCall;
import io.millrace.spark.feed.MapJob;
import io.millrace.spark.feed.StoreTables;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.spark.job.PrepareInput;
import io.millrace.spark.profile.ProfileInput;
import io.millrace.spark.rows.ChunkBudget;
import io.millrace.spark.rows.IndexRows;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SentStore;
import io.millrace.spark.rows.SpooledTable;
import io.millrace.split.SplitRule;
import io.millrace.store.ChunkCache;
import io.millrace.store.Snapshot;
import io.millrace.store.SnapshotJson;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredSplit;
import io.millrace.transform.Compose;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** A store: shards, and an index that says what is in them. */
final class StoreSource implements SampleSource {
  private final SparkSession spark;
  private final RunConfig config;
  private final FoundStore store;
  private final HadoopStorage storage;
  private final Broadcast<SerializableConfiguration> configuration;
  private final Broadcast<byte[]> json;

  /** Takes the run as {@link FoundStore#adapt} gave it. */
  StoreSource(SparkSession spark, RunConfig config, FoundStore store) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.spark = spark;
    this.config = config;
    this.store = store;
    this.storage = new HadoopStorage(context.hadoopConfiguration());
    this.configuration =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    this.json = context.broadcast(SnapshotJson.write(store.snapshot()));
  }

  /** It was found when it was opened. */
  @Override
  public void check() {}

  /** The snapshot is there already. */
  @Override
  public void setup() {}

  @Override
  public Contents contents() {
    return store.contents(config);
  }

  private SentStore sent() {
    return new SentStore(configuration, json, store.paths());
  }

  private StoreFrames frames() {
    return new StoreFrames(spark, store, configuration);
  }

  @Override
  public Dataset<Row> all() {
    return subset(Split.TRAIN).unionAll(subset(Split.VAL)).unionAll(subset(Split.TEST));
  }

  /** Evaluation samples are stored in path order; training ones are not. */
  @Override
  public Dataset<Row> subset(Split split) {
    return frames().samples(split);
  }

  @Override
  public int size() {
    return store.snapshot().samples();
  }

  @Override
  public int count(Split split) {
    return store.snapshot().count(split);
  }

  /** What was left out when the store was prepared; 'millrace verify' looks at what is in it. */
  @Override
  public Dataset<Row> audit(AuditDepth depth) {
    List<Row> rows =
        store.snapshot().quarantine().stream()
            .map(StoreSource::finding)
            .map(FindingRows::row)
            .toList();
    return spark.createDataFrame(rows, FindingRows.SCHEMA);
  }

  private static Finding finding(Snapshot.LeftOut leftOut) {
    Reason reason = Reason.valueOf(leftOut.reason().toUpperCase(Locale.ROOT));
    return new Finding(reason, leftOut.sampleId(), "", leftOut.detail());
  }

  @Override
  public Dataset<Row> pictures() {
    throw new InvalidConfigException(
        List.of(
            "Unsupported: a store does not say what its source pictures are (look at the files that"
                + " it was made of, or run 'millrace verify --deep')"));
  }

  @Override
  public long picturesRead() {
    return 0;
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  @Override
  public StoreFacts.Dataset dataset() {
    return store.facts().dataset();
  }

  @Override
  public SplitRule rule() {
    return store.facts().split();
  }

  /** The bytes of the files, which only a packed store has. */
  @Override
  public PrepareInput.Source toPrepare(PrepareOptions options, StorePaths target) {
    if (store.facts().kind() != StoreKind.PACKED || options.kind() == StoreKind.PACKED) {
      throw new InvalidConfigException(
          List.of(
              "Unsupported: prepare %s from the store %s of %s (tensors can be baked from a packed store, else give the files)"
                  .formatted(
                      options.kind().text(), store.paths().root(), store.facts().kind().text())));
    }

    return PrepareInput.Source.packed(store.snapshot(), store.paths());
  }

  @Override
  public ProfileInput toProfile(Set<Split> splits, Recipe training) {
    return frames().toProfile(splits, sent(), rest(training));
  }

  /** In the order of the store, so that each chunk is read once. */
  @Override
  public Dataset<Row> tensors(Split split, Recipe recipe) {
    checkRows(split);
    return frames().tensors(split, sent(), rest(recipe), config.loading().onBadSample());
  }

  /** In the order of the store. */
  @Override
  public Dataset<Row> scan(Split split, Recipe recipe, SampleScan scan) {
    List<Field> fields = scan.fields(recipe.contents());
    Dataset<Row> rows =
        fields.isEmpty() ? frames().stored(split) : frames().stored(split, scan.partitionBytes());
    SentStore sent = sent();
    Recipe rest = rest(recipe);
    OnBadSample policy = config.loading().onBadSample();
    return scan.select(
        scan.filter(rows),
        rest.contents(),
        SampleRows.whole("shard", "row"),
        fields.stream()
            .<PixelReading>map(field -> frames().reading(sent, rest, field, policy))
            .toList());
  }

  /** In the order of the store, each chunk read once. */
  @Override
  public Dataset<Row> map(Split split, Recipe recipe, MapCall call) {
    checkRows(split);
    return new MapJob(spark, call).over(sent(), store.snapshot(), split, rest(recipe));
  }

  @Override
  public SplitRows rows(Split split, Recipe recipe) {
    checkRows(split);
    StoredSplit rows = new StoredSplit(store.snapshot(), split);
    ChunkBudget budget = ChunkBudget.of(rows, config.loading().trainBatchSize());
    SpooledTable table =
        new IndexRows(store.paths(), store.snapshot(), new ParquetIndex(storage), split).spool();
    StoreOpening opening = new StoreOpening(storage, store.paths(), store.snapshot(), rest(recipe));
    Optional<ChunkCache> cache = new SplitCache(config.cache(), storage, store).open(split);
    return new SplitRows(
        cache.isPresent()
            ? opening.rows(table, split, budget.bytes(), cache.get())
            : opening.rows(table, split, budget.bytes()),
        rows.chunks(),
        identity(recipe),
        List.of());
  }

  private TrainStart.Identity identity(Recipe recipe) {
    Compose baked = Compose.ofBaked(store.facts().transform());
    return new TrainStart.Identity(
        store.snapshot().id(), baked.then(rest(recipe).transforms()).canonical());
  }

  @Override
  public Optional<BatchLayout> layout(Recipe recipe) {
    return SentStore.layout(store.facts(), rest(recipe));
  }

  @Override
  public Fed feed(Map<Split, Recipe> recipes, int globalBatch) {
    checkRows(Split.TRAIN);
    Map<Split, Recipe> rests = new EnumMap<>(Split.class);
    recipes.forEach((split, recipe) -> rests.put(split, rest(recipe)));
    Recipe train = recipes.get(Split.TRAIN);
    StoredSplit rows = new StoredSplit(store.snapshot(), Split.TRAIN);
    FeedInput input =
        new FeedInput(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            configuration,
            new StoreTables(sent(), rests, globalBatch),
            List.of(),
            new FeedInput.Need(layout(train).orElseThrow(), ChunkBudget.of(rows, globalBatch), 0));
    return new Fed(input, identity(train));
  }

  private void checkRows(Split split) {
    if (count(split) == 0) {
      throw new InvalidConfigException(
          List.of(
              "Missing %s samples: the store %s has none (prepare another with other splits)"
                  .formatted(split.text(), store.paths().root())));
    }
  }

  private Recipe rest(Recipe recipe) {
    return recipe.with(store.rest(recipe.transforms()).orElseThrow());
  }

  @Override
  public void close() {
    configuration.destroy(true);
    json.destroy(true);
  }
}
