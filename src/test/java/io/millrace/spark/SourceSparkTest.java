package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.batch.ImageBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.HostTensor;
import io.millrace.item.Precision;
import io.millrace.item.Safetensors;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Split;
import io.millrace.spark.DrawnStore.Kind;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.transform.Compose;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets and stores in DataFrames and SQL: the same rows, and no more read than asked for. */
class SourceSparkTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final Compose BAKED = Compose.of(Resize.exact(8, 6));

  @TempDir private static Path root;
  private static Snapshot snapshot;

  @BeforeAll
  static void draw() throws IOException {
    CountedFiles.register(SPARK.sparkContext().hadoopConfiguration());
    new DrawnData(files()).category("bottle").category("cable");
    try (DataModule<ImageBatch> module = module()) {
      module.setup();
      snapshot = new DrawnStore(store(), 2).write(module, Kind.tensors(BAKED, Precision.UINT8));
    }
  }

  private static Path files() {
    return root.resolve("files");
  }

  private static Path store() {
    return root.resolve("store");
  }

  private static DataModule<ImageBatch> module() {
    return DataModule.builder(SPARK)
        .dataset(MVTecAD.at(files().toString()))
        .imageSize(8, 6)
        .precision(Precision.UINT8)
        .seed(3)
        .build();
  }

  private static DataFrameReader reader() {
    return SPARK.read().format("millrace").option("seed", 3);
  }

  private static Dataset<Row> raw(String path) {
    return reader()
        .option("data", "MVTecAD")
        .option("category", "all")
        .option("Image_Size", "8x6")
        .option("dtype", "uint8")
        .load(path);
  }

  private static Dataset<Row> stored(String path) {
    return reader().option("dtype", "uint8").load(path);
  }

  private static Dataset<Row> counted(Path path) {
    String uri = "counted:" + path;
    Dataset<Row> samples = path.equals(store()) ? stored(uri) : raw(uri);
    samples.count(); // lists, or opens the snapshot
    CountedFiles.opened();
    return samples;
  }

  @Test
  void givesTheRowsAndTheBytesOfTheDataModule() throws IOException {
    try (DataModule<ImageBatch> module = module()) {
      module.setup();
      Dataset<Row> expected =
          Stream.of(Split.values()).map(module::tensors).reduce(Dataset::unionAll).get();
      String[] columns = expected.columns();
      for (Dataset<Row> samples : List.of(raw(files().toString()), stored(store().toString()))) {
        assertThat(samples.columns())
            .startsWith(module.samples().columns())
            .endsWith("gt_mask", "gt_mask_shape", "gt_mask_dtype");
        assertThat(text(samples.selectExpr(columns))).isEqualTo(text(expected));
        for (Row row : samples.collectAsList()) {
          HostTensor image =
              Safetensors.decode(ByteBuffer.wrap(row.getAs("image"))).tensors().get("image");
          assertThat(image.toString()).isEqualTo("U8" + row.getList(row.fieldIndex("image_shape")));
          assertThat(row.<String>getAs("image_dtype")).isEqualTo("uint8");
          assertThat(row.getList(row.fieldIndex("gt_mask_shape"))).isEqualTo(List.of(8, 6));
        }
      }
    }
  }

  /** Rows with the bytes of their arrays, sorted. */
  static List<String> text(Dataset<Row> samples) {
    List<String> rows = new ArrayList<>();
    for (Row row : samples.collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        values.add(row.get(i) instanceof byte[] bytes ? Arrays.toString(bytes) : row.get(i));
      }

      rows.add(values.toString());
    }

    return rows.stream().sorted().toList();
  }

  @Test
  void opensOnlyTheFilesOfTheColumnsAndRowsThatAQueryAsksFor() {
    Dataset<Row> samples = counted(files());
    assertThat(samples.count()).isEqualTo(30);
    assertThat(samples.groupBy("split", "label").count().count()).isPositive();
    assertThat(CountedFiles.opened()).isEmpty();

    samples
        .where("sample_id = 'bottle/test/cut/000.png' AND split = 'val'")
        .select("gt_mask")
        .first();
    assertThat(CountedFiles.opened())
        .as("a mask has the size of its picture, which is looked at")
        .containsExactly(
            files() + "/bottle/ground_truth/cut/000_mask.png",
            files() + "/bottle/test/cut/000.png");

    String picture = "bottle/train/good/003.png";
    samples
        .where("sample_id = '" + picture + "'")
        .select("image_dtype", "image", "image_shape")
        .collectAsList();
    assertThat(CountedFiles.opened()).containsExactly(files() + "/" + picture);

    samples.select("image").limit(2).collectAsList();
    assertThat(CountedFiles.opened()).hasSize(2);
  }

  @Test
  void readsOnlyTheIndexOfAStoreUnlessPixelsAreAskedFor() {
    Dataset<Row> samples = counted(store());
    assertThat(samples.count()).isEqualTo(30);
    assertThat(samples.where("split = 'train'").count()).isEqualTo(10);
    assertThat(CountedFiles.opened()).isEmpty();

    assertThat(samples.where("split = 'train' AND label <> 'x'").select("label").count())
        .isEqualTo(10);
    List<String> training =
        snapshot.shards().stream()
            .filter(shard -> shard.rows(Split.TRAIN) > 0)
            .map(ShardEntry::index)
            .map(part -> store() + "/_millrace/index/" + part.name() + ".parquet")
            .sorted()
            .toList();
    assertThat(training).hasSize(5).isEqualTo(CountedFiles.opened());

    samples.where("sample_id = 'cable/test/cut/000.png' AND split = 'val'").select("image").first();
    assertThat(CountedFiles.opened().stream().filter(file -> file.contains("/data/"))).hasSize(1);
  }

  @Test
  void evaluatesEveryFilterAsSparkDoes() {
    List<String> filters =
        List.of(
            "split = 'test'",
            "split = 'nowhere'",
            "split <=> 'val' AND split IN ('val', 'train')",
            "split > 'test' OR label_index >= 1",
            "NOT (label IN ('bent', 'cut'))",
            "sample_id LIKE 'bottle/t%' AND NOT sample_id LIKE '%/bent/%'",
            "sample_id LIKE '%1.png' OR category <=> 'cable'",
            "mask_path IS NULL AND label_index < 1",
            "mask_path IS NOT NULL AND image_bytes > 10 AND image_bytes <= 100000",
            "image_modified < timestamp'2000-01-01' OR length(label) = 3");
    try (DataModule<ImageBatch> module = module()) {
      module.setup();
      Dataset<Row> raw = raw(files().toString());
      Dataset<Row> stored = stored(store().toString());
      for (String filter : filters) {
        List<String> expected = text(module.samples().where(filter).select("split", "sample_id"));
        for (Dataset<Row> samples : List.of(raw, stored)) {
          assertThat(text(samples.where(filter).select("split", "sample_id")))
              .as(filter)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void worksFromSqlTextAndExplainsWhatItPushesDown() {
    SPARK.sql(
        "CREATE OR REPLACE TEMPORARY VIEW drawn USING millrace OPTIONS (data 'MVTecAD', category"
            + " 'bottle', image_size '8x6', path '%s')".formatted(files()));
    assertThat(
            SPARK
                .sql(
                    "SELECT label, count(*), count(image) FROM drawn WHERE split = 'test' GROUP BY 1")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[good,2,2]", "[bent,2,2]", "[cut,1,1]");
    String plan =
        SPARK
            .sql(
                "EXPLAIN SELECT sample_id FROM drawn WHERE split = 'test' AND label_index = 1 AND"
                    + " image IS NOT NULL")
            .first()
            .getString(0);
    assertThat(plan)
        .contains("Scan millrace MVTecAD " + files())
        .contains(
            "PushedFilters: [*EqualTo(split,test), *EqualTo(label_index,1), IsNotNull(image)]");
    assertThat(SPARK.sql("EXPLAIN SELECT label FROM drawn").first().getString(0))
        .contains("ReadSchema: struct<label:string>");
  }

  @Test
  void cutsTasksByBytes() {
    Dataset<Row> files = raw(files().toString()).where("split = 'train'");
    long largest = files.agg(org.apache.spark.sql.functions.max("image_bytes")).first().getLong(0);
    assertThat(files.select("label").rdd().getNumPartitions()).isLessThanOrEqualTo(4);
    for (Path path : List.of(files(), store())) {
      DataFrameReader reader = reader().option("partition_bytes", largest + 2);
      Dataset<Row> cut =
          (path.equals(store())
                  ? reader
                  : reader.option("data", "MVTecAD").option("categories", "bottle,cable"))
              .load(path.toString())
              .where("split = 'train'");
      assertThat(cut.select("image").rdd().getNumPartitions()).isBetween(5, 11);
      assertThat(text(cut.select("split", "sample_id", "image_shape")).size()).isEqualTo(10);
      assertThat(text(cut.where("image IS NOT NULL").select("split", "sample_id")))
          .isEqualTo(text(files.select("split", "sample_id")));
    }
  }

  @Test
  void keepsTheRowsOfBadSamplesAndFollowsThePolicyForTheirPixels(@TempDir Path bad)
      throws IOException {
    DrawnData drawn = new DrawnData(bad).category("bottle");
    drawn.text("bottle/train/good/000.png", "no picture at all");
    Files.delete(bad.resolve("bottle/ground_truth/cut/000_mask.png"));
    DataFrameReader reader =
        reader().option("data", "MVTecAD").option("image_size", "4x4").option("split", "x");
    assertThatThrownBy(() -> reader.load(bad.toString()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("Invalid data.split: unknown key");

    Dataset<Row> strict =
        reader().option("data", "MVTecAD").option("image_size", "4x4").load(bad.toString());
    assertThat(strict.count()).isEqualTo(15);
    assertThatThrownBy(() -> strict.where("split = 'train'").select("image").collectAsList())
        .hasStackTraceContaining("bottle/train/good/000.png is no picture: it begins with");
    assertThatThrownBy(() -> strict.where("label = 'cut'").select("image_shape").collectAsList())
        .hasRootCauseInstanceOf(BadSampleException.class);

    Dataset<Row> lenient =
        reader()
            .option("data", "MVTecAD")
            .option("on_bad_sample", "quarantine")
            .load(bad.toString());
    assertThat(lenient.where("image IS NULL").select("split", "sample_id").collectAsList())
        .extracting(row -> row.getString(0), row -> row.getString(1))
        .containsExactlyInAnyOrder(
            tuple("train", "bottle/train/good/000.png"),
            tuple("val", "bottle/test/cut/000.png"),
            tuple("test", "bottle/test/cut/000.png"));
    assertThat(lenient.selectExpr("count(image)", "count(*)").first().toString())
        .isEqualTo("[12,15]");
  }

  @Test
  void readsAConfigurationFileAndASnapshotByNumber() throws IOException {
    Path file =
        Files.writeString(
            root.resolve("run.yaml"),
            "class_path: anomalib.data.MVTecAD\ninit_args: {category: cable, root: /nowhere}\n");
    Dataset<Row> cable = reader().option("config", file.toString()).load(files().toString());
    assertThat(cable.select("category").distinct().collectAsList().toString())
        .isEqualTo("[[cable]]");
    assertThat(reader().option("snapshot", 1).load(store().toString()).count()).isEqualTo(30);
    assertThatThrownBy(() -> reader().option("snapshot", 9).load(store().toString()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage("Missing snapshot 9 of %s (it has [1])".formatted(store()));
  }

  @Test
  void saysWhatIsWrongWithItsOptions() {
    Map<Map<String, String>, String> messages = new HashMap<>();
    messages.put(
        Map.of(),
        "Missing path: load(\"ROOT\") says where the data is, option path in SQL, and there is one; option data says what it is, where it is no store");
    messages.put(Map.of("data", "MVTecAD"), "Missing path: load(\"ROOT\") says where");
    messages.put(
        Map.of("path", files().toString()),
        "Cannot read %s: no data set is named, and it is no store: it has no folder _millrace/snapshots (give option data, such as MVTecAD, or the path of a store)"
            .formatted(files()));
    messages.put(
        Map.of("path", "/nowhere", "data", "MVTecAD"),
        "Missing data.root: there is no folder /nowhere (get MVTecAD from");
    messages.put(
        Map.of("path", files().toString(), "data", "MVTecAD", "category", "grid"),
        "Missing category: grid is not below %s, which has bottle, cable".formatted(files()));
    messages.put(
        Map.of("path", files().toString(), "data", "MVTecAD", "categry", "bottle"),
        "Invalid data.categry: unknown key (did you mean data.category?)");
    messages.put(
        Map.of("path", store().toString(), "data", "Avenue"),
        "Cannot read the store %s as Avenue []: it holds MVTecAD []".formatted(store()));
    messages.put(
        Map.of("path", files().toString(), "data", "MVTecAD", "root", "/other"),
        "Invalid root: the path is %s already (leave one of them out)".formatted(files()));
    messages.put(
        Map.of("path", files().toString(), "data", "MVTecAD", "snapshot", "1"),
        "Invalid snapshot: %s is no store (leave it out)".formatted(files()));
    messages.put(
        Map.of("path", store().toString(), "partition_bytes", "few"),
        "Invalid partition_bytes: few (give a whole number, >= 1)");
    messages.put(
        Map.of("path", store().toString(), "config", "/nowhere.yaml"),
        "Cannot read the configuration /nowhere.yaml: there is no such file");
    messages.forEach(
        (options, message) ->
            assertThatThrownBy(() -> SPARK.read().format("millrace").options(options).load())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith(message));
  }

  @Test
  void leavesNothingBehindAfterAHundredLoads() throws InterruptedException {
    int before = kept();
    int highest = 0;
    for (int i = 0; i < 100; i++) {
      Dataset<Row> samples = i % 20 == 0 ? raw(files().toString()) : stored(store().toString());
      assertThat(samples.where("split = 'val'").select("label").queryExecution().toRdd())
          .isNotNull(); // plans the scan
      highest = Math.max(highest, kept());
    }

    assertThat(highest).isGreaterThan(before);
    long end = System.nanoTime() + 60_000_000_000L;
    while (kept() > before + 10 && System.nanoTime() < end) {
      System.gc();
      Thread.sleep(100);
    }

    assertThat(kept()).isLessThanOrEqualTo(before + 10);
  }

  /** Cached tables and broadcasts that the session holds. */
  private static int kept() {
    return SPARK.sparkContext().getPersistentRDDs().size()
        + SPARK.sparkContext().env().blockManager().getMatchingBlockIds(new Broadcasts()).size();
  }
}
