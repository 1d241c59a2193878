package io.millrace.spark;

import static org.apache.spark.sql.functions.col;

import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Place;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Clips;
import io.millrace.sample.Finding;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import io.millrace.sample.Split;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a data set, listed once, and the table that is made of them. */
final class DatasetFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetFiles.class);

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final RunConfig config;
  private final Broadcast<SerializableConfiguration> configuration;
  private ListedFiles listed;
  private Pairing pairing;
  private final ScannedVideos samples;
  private SamplesTable table;
  private final LongAccumulator picturesRead;
  private Dataset<Row> readings;
  private boolean checked;

  DatasetFiles(SparkSession spark, RunConfig config) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.config = config;
    this.picturesRead = spark.sparkContext().longAccumulator("pictures read");
    this.configuration =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    this.samples = new ScannedVideos(context, configuration, config);
  }

  Broadcast<SerializableConfiguration> configuration() {
    return configuration;
  }

  List<Place> places() {
    return new DatasetPlaces(config.dataset(), context.hadoopConfiguration()).find();
  }

  /** The categories that are read, in code-point order; none where the data set has none. */
  List<String> categories() {
    return places().stream()
        .map(Place::category)
        .filter(category -> config.dataset().hasCategories())
        .distinct()
        .sorted(PathOrder.BY_CODE_POINT)
        .toList();
  }

  void setup() {
    if (table != null) {
      return;
    }

    DatasetLayout layout = config.dataset();
    release();
    listed = ListedFiles.list(context, configuration, layout, places());
    pairing = new Pairing(listed.files(), layout);
    SamplesTable divided =
        SamplesTable.divide(
            spark,
            samples.rows(pairing.samples()),
            new SamplesTable.Cutting(config.splits().rule(), layout.clips()),
            context.defaultParallelism());
    if (divided.files() == 0) {
      divided.close();
      throw new InvalidConfigException(
          List.of(
              "Cannot find any %s of %s below %s (expected %s)"
                  .formatted(
                      layout.clips().exist() ? "video" : "picture",
                      layout.name(),
                      layout.root(),
                      String.join(", ", layout.facts().layout()))));
    }

    table = divided;
  }

  SamplesTable table() {
    if (table == null) {
      throw new IllegalStateException("Cannot give samples: call setup() first");
    }

    return table;
  }

  Dataset<Row> audit(AuditDepth depth) {
    Audit audit = new Audit(spark, listed.files(), pairing, table().undivided());
    return switch (depth) {
      case LISTING -> audit.listing().unionAll(oddVideos());
      case PIXELS ->
          audit
              .pixels(readings(), new SameBytes(filesOnce(), configuration).findings())
              .unionAll(oddVideos());
    };
  }

  /** Clips of a video share its file. */
  private Dataset<Row> filesOnce() {
    Dataset<Row> all = table().all();
    return config.dataset().clips().exist() ? all.dropDuplicates("image_path", "split") : all;
  }

  /** What is odd in videos but no error. */
  private Dataset<Row> oddVideos() {
    Clips clips = config.dataset().clips();
    JavaRDD<Row> findings =
        clips.exist() ? table().rows().flatMap(new FindOddVideo(clips)) : context.<Row>emptyRDD();
    return spark.createDataFrame(findings, FindingRows.SCHEMA);
  }

  /** The errors that the listing alone shows; no SQL, whose planning would cost seconds. */
  JavaRDD<Row> listingErrors() {
    JavaRDD<Row> samples =
        table().rows().filter(SampleRows::isBad).map(row -> FindingRows.row(SampleRows.found(row)));
    return samples.union(
        listed.files().filter(EntryRows::isUnlisted).map(row -> FindingRows.row(unlisted(row))));
  }

  private static Finding unlisted(Row row) {
    return new Finding(Reason.UNREADABLE, "", EntryRows.path(row), EntryRows.detail(row));
  }

  /** What reading every picture and mask tells; read once, however often it is asked for. */
  Dataset<Row> readings() {
    if (readings == null) {
      readings =
          table()
              .undivided()
              .mapPartitions(
                  new ReadSamples(
                      configuration, config.contents(), config.pixels().decoding(), picturesRead),
                  Encoders.row(ReadSamples.SCHEMA))
              .persist(StorageLevel.MEMORY_AND_DISK());
    }

    return readings;
  }

  long picturesRead() {
    return picturesRead.value();
  }

  /** The rows of a subset that the listing finds nothing wrong with, by the run's policy. */
  FileSource.Usable usable(Split split) {
    if (table().count(split) == 0) {
      throw new InvalidConfigException(
          List.of(
              ("Missing %s samples: test_split_mode %s and val_split_mode %s leave none (choose"
                      + " others, or add pictures)")
                  .formatted(
                      split.text(),
                      config.splits().testMode().text(),
                      config.splits().valMode().text())));
    }

    Dataset<Row> rows = table().subset(split);
    List<Finding> bad = bad(rows);
    FileSource.Usable usable =
        new FileSource.Usable(bad.isEmpty() ? rows : rows.where("finding IS NULL"), bad);
    boolean fails = config.loading().onBadSample() == OnBadSample.FAIL;
    if (!bad.isEmpty() && (fails || usable.samplesLeftOut() >= table().count(split))) {
      throw new BadSampleException(
          "Cannot use the %s samples: %d of %d are bad, the first: %s; on_bad_sample: quarantine %s"
              .formatted(
                  split.text(),
                  bad.size(),
                  table().count(split),
                  bad.get(0).sentence(),
                  fails ? "leaves them out" : "would leave none"),
          bad.get(0));
    }
    return usable;
  }

  private List<Finding> bad(Dataset<Row> rows) {
    List<Finding> bad =
        new ArrayList<>(
            rows.where(col("finding").isNotNull()).collectAsList().stream()
                .map(SampleRows::found)
                .toList());
    bad.addAll(unlisted());
    return bad;
  }

  /** Folders that could not be listed, whose samples are in no row. */
  private List<Finding> unlisted() {
    return listed.files().filter(EntryRows::isUnlisted).map(DatasetFiles::unlisted).collect();
  }

  /**
   * Tells once of folders that could not be listed.
   *
   * @throws BadSampleException if there are any and the policy is FAIL
   */
  void checkListing() {
    if (checked) {
      return;
    }

    List<Finding> unlisted = unlisted();
    if (!unlisted.isEmpty() && config.loading().onBadSample() == OnBadSample.FAIL) {
      throw new BadSampleException(
          "Cannot read %s: %d folders cannot be listed, the first: %s; on_bad_sample: quarantine leaves them out"
              .formatted(config.dataset().root(), unlisted.size(), unlisted.get(0).sentence()),
          unlisted.get(0));
    }

    unlisted.forEach(finding -> LOG.warn("Left out: {}", finding.sentence()));
    checked = true;
  }

  @Override
  public void close() {
    release();
    // waits, as all of this does: Spark, stopped meanwhile, prints stack traces of its own
    configuration.destroy(true);
  }

  private void release() {
    checked = false;
    if (readings != null) {
      readings.unpersist(true);
      readings = null;
    }

    if (table != null) {
      table.close();
      table = null;
    }

    samples.close();

    if (listed != null) {
      listed.close();
      listed = null;
    }
  }
}
