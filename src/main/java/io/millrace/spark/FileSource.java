package io.millrace.spark;

import io.millrace.batch.FileRows;
import io.millrace.batch.Recipe;
import io.millrace.config.RunConfig;
import io.millrace.datasets.DatasetLayout;
import io.millrace.item.BatchLayout;
import io.millrace.plan.Chunks;
import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.Split;
import io.millrace.spark.feed.FeedInput;
import io.millrace.spark.feed.FileTables;
import io.millrace.spark.feed.MapCall;
import io.millrace.spark.feed.MapJob;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.job.PrepareInput;
import io.millrace.spark.profile.FileItems;
import io.millrace.spark.profile.OpensItems;
import io.millrace.spark.profile.ProfileInput;
import io.millrace.spark.rows.ChunkBudget;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SpooledTable;
import io.millrace.split.SplitRule;
import io.millrace.storage.Storage;
import io.millrace.store.StoreFacts;
import io.millrace.store.StorePaths;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures and masks of a data set, each a file of its own. */
record FileSource(SparkSession spark, RunConfig config, DatasetFiles files)
    implements SampleSource {
  private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

  static FileSource of(SparkSession spark, RunConfig config) {
    return new FileSource(spark, config, new DatasetFiles(spark, config));
  }

  @Override
  public void check() {
    files.places();
  }

  @Override
  public void setup() {
    files.setup();
  }

  @Override
  public Contents contents() {
    return config.contents();
  }

  @Override
  public Dataset<Row> all() {
    return files.table().all();
  }

  @Override
  public Dataset<Row> subset(Split split) {
    return files.table().subset(split);
  }

  @Override
  public int size() {
    return files.table().size();
  }

  @Override
  public int count(Split split) {
    return files.table().count(split);
  }

  @Override
  public Dataset<Row> audit(AuditDepth depth) {
    return files.audit(depth);
  }

  @Override
  public Dataset<Row> pictures() {
    return files.readings().drop("findings");
  }

  @Override
  public long picturesRead() {
    return files.picturesRead();
  }

  @Override
  public StoreFacts.Dataset dataset() {
    DatasetLayout layout = config.dataset();
    return new StoreFacts.Dataset(layout.name(), files.categories(), contents().stored());
  }

  @Override
  public SplitRule rule() {
    return config.splits().rule();
  }

  @Override
  public PrepareInput.Source toPrepare(PrepareOptions options, StorePaths store) {
    return new GoodSamples(files, options).toPrepare(store);
  }

  @Override
  public ProfileInput toProfile(Set<Split> splits, Recipe training) {
    JavaRDD<Row> rows =
        splits.stream()
            .map(split -> files.table().subset(split).javaRDD())
            .reduce(JavaRDD::union)
            .orElseThrow();
    FileItems items = new FileItems(files.configuration(), OpensItems.stored(training));
    return new ProfileInput("files", rows, items, training, splits);
  }

  @Override
  public Dataset<Row> tensors(Split split, Recipe recipe) {
    return new PixelColumns(files.configuration(), recipe, config.loading().onBadSample())
        .add(ahead(files.usable(split).rows()));
  }

  private Dataset<Row> ahead(Dataset<Row> rows) {
    return new FarFiles(files.configuration()).ahead(rows, config.dataset().root());
  }

  @Override
  public Dataset<Row> scan(Split split, Recipe recipe, SampleScan scan) {
    files.checkListing();
    Dataset<Row> rows = scan.filter(files.table().subset(split));
    List<Field> fields = scan.fields(contents());
    if (!fields.isEmpty()) {
      rows = ahead(new RowsByBytes(fields, scan.partitionBytes()).cut(rows));
    }

    return scan.select(
        rows,
        contents(),
        SampleRows.whole(),
        fields.stream().map(field -> pixels(recipe, field)).toList());
  }

  private PixelReading pixels(Recipe recipe, Field field) {
    return new ReadPixels(files.configuration(), recipe, field, config.loading().onBadSample());
  }

  @Override
  public Dataset<Row> map(Split split, Recipe recipe, MapCall call) {
    Usable usable = files.usable(split);
    usable.leftOut().forEach(finding -> LOG.warn("Left out: {}", finding.sentence()));
    return new MapJob(spark, call).over(usable.rows().javaRDD(), files.configuration(), recipe);
  }

  /** Every row is a chunk of its own. */
  @Override
  public SplitRows rows(Split split, Recipe recipe) {
    Usable usable = files.usable(split);
    HadoopStorage storage = new HadoopStorage(spark.sparkContext().hadoopConfiguration());
    return rows(usable, storage, recipe);
  }

  static SplitRows rows(Usable usable, Storage storage, Recipe recipe) {
    TableHash hash = new TableHash();
    SpooledTable table =
        SpooledTable.of(
            StreamSupport.stream(
                    Spliterators.spliteratorUnknownSize(usable.rows().toLocalIterator(), 0), false)
                .map(hash::add)
                .iterator());
    return new SplitRows(
        new FileRows(table, storage, recipe),
        Chunks.uniform(table.size(), 1),
        new TrainStart.Identity(hash.text(), recipe.transforms().canonical()),
        usable.leftOut());
  }

  @Override
  public Optional<BatchLayout> layout(Recipe recipe) {
    return recipe.layout();
  }

  @Override
  public Fed feed(Map<Split, Recipe> recipes, int globalBatch) {
    List<FeedInput.Dealt> dealt = new ArrayList<>();
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      counts.put(split, 0);
      if (split == Split.TRAIN || count(split) > 0) {
        Usable usable = files.usable(split);
        counts.put(split, count(split) - usable.samplesLeftOut());
        dealt.add(new FeedInput.Dealt(split, usable.rows(), counts.get(split)));
      }
    }

    Recipe train = recipes.get(Split.TRAIN);
    FeedInput input =
        new FeedInput(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            files.configuration(),
            new FileTables(files.configuration(), counts, recipes),
            dealt,
            new FeedInput.Need(
                layout(train).orElseThrow(), ChunkBudget.NONE, FileRows.keptBytes(train)));
    return new Fed(input, identity(dealt.get(0).rows(), train));
  }

  /** Three columns of every training row pass through the driver. */
  private static TrainStart.Identity identity(Dataset<Row> rows, Recipe recipe) {
    TableHash hash = new TableHash();
    rows.select("sample_id", "image_bytes", "image_modified")
        .toLocalIterator()
        .forEachRemaining(row -> hash.add(row.getString(0), row.getLong(1), row.getTimestamp(2)));
    return new TrainStart.Identity(hash.text(), recipe.transforms().canonical());
  }

  @Override
  public void close() {
    files.close();
  }

  /**
   * The rows of a subset that can be read as far as the listing tells.
   *
   * @param rows rows of {@code SampleRows.FULL} in path order
   * @param leftOut why others were left out
   */
  record Usable(Dataset<Row> rows, List<Finding> leftOut) {
    /** How many samples were left out: a folder that cannot be listed is none. */
    int samplesLeftOut() {
      return Math.toIntExact(
          leftOut.stream().filter(finding -> !finding.sampleId().isEmpty()).count());
    }
  }
}
