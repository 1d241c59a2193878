package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.Batch;
import io.millrace.batch.DepthBatch;
import io.millrace.batch.VideoBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.datasets.DatasetLayout;
import io.millrace.item.Precision;
import io.millrace.sample.Split;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.nio.file.Path;
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

/** Clips and depth maps in DataFrames, and how much of a shard each of their columns reads. */
class SourceFieldsSparkTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final int SIDE = 64;

  /** Numbers of a field: so many bytes of one sample. */
  private static final Map<String, Integer> BYTES =
      Map.of("image", 3 * SIDE * SIDE * 4, "gt_mask", SIDE * SIDE, "depth_map", SIDE * SIDE * 4);

  @TempDir private static Path root;
  private static DrawnVideos videos;
  private static DrawnDepth depths;

  @BeforeAll
  static void draw() throws IOException {
    CountedFiles.register(SPARK.sparkContext().hadoopConfiguration());
    videos = DrawnVideos.usual(root.resolve("videos"));
    depths = DrawnDepth.usual(root.resolve("depths"));
    try (DataModule<DepthBatch> module = module(depths.layout()).buildDepth()) {
      module.prepare(store("depths"), floats());
    }
  }

  private static String store(String name) {
    return root.resolve(name + "-store").toString();
  }

  private static PrepareOptions floats() {
    return PrepareOptions.tensors().withPrecision(Precision.FLOAT32);
  }

  private static DataModuleBuilder module(DatasetLayout layout) {
    return DataModule.builder(SPARK)
        .dataset(layout)
        .imageSize(SIDE, SIDE)
        .seed(3)
        .valSplit(ValSplitMode.SAME_AS_TEST, 0.5);
  }

  private static DataFrameReader reader() {
    return SPARK
        .read()
        .format("millrace")
        .option("seed", 3)
        .option("image_size", SIDE)
        .option("val_split_mode", "same_as_test");
  }

  @Test
  void givesTheClipsOfTheDataModule() {
    DatasetLayout layout = videos.layout().clipLengthInFrames(3).framesBetweenClips(2);
    try (DataModule<VideoBatch> module = module(layout).buildVideo()) {
      module.setup();
      module.prepare(store("videos"), floats());
      Dataset<Row> raw =
          reader()
              .option("data", "FolderVideo")
              .option("name", "drawn")
              .option("normal_dir", "train")
              .option("abnormal_dir", "test")
              .option("mask_dir", "masks")
              .option("clip_length_in_frames", 3)
              .option("frames_between_clips", 2)
              .load(videos.root().toString());
      Dataset<Row> stored = SPARK.read().format("millrace").load(store("videos"));
      for (Dataset<Row> clips : List.of(raw, stored)) {
        givesWhatTensorsGives(clips, module);
        assertThat(clips.columns()).contains("first_frame", "frames").doesNotContain("depth_map");
        assertThat(shapes(clips, "image")).containsExactly("[3, 3, 64, 64]");
        assertThat(shapes(clips, "gt_mask")).containsExactly("[64, 64]");
        assertThat(clips.where("first_frame = 2 AND split = 'test'").count()).isEqualTo(2);
      }
    }
  }

  @Test
  void givesTheDepthMapsOfTheDataModule() {
    try (DataModule<DepthBatch> module = module(depths.layout()).buildDepth()) {
      module.setup();
      Dataset<Row> raw =
          reader()
              .option("data", "Folder3D")
              .option("name", "nuts")
              .option("normal_dir", "good")
              .option("normal_depth_dir", "good_xyz")
              .option("abnormal_dir", "bad")
              .option("abnormal_depth_dir", "bad_xyz")
              .option("mask_dir", "masks")
              .load(depths.root().toString());
      Dataset<Row> stored = SPARK.read().format("millrace").load(store("depths"));
      for (Dataset<Row> samples : List.of(raw, stored)) {
        givesWhatTensorsGives(samples, module);
        assertThat(samples.columns()).contains("depth_path").doesNotContain("first_frame");
        assertThat(shapes(samples, "depth_map")).containsExactly("[1, 64, 64]");
        assertThat(shapes(samples, "gt_mask")).containsExactly("[64, 64]");
      }
    }
  }

  private static <B extends Batch> void givesWhatTensorsGives(
      Dataset<Row> samples, DataModule<B> module) {
    Dataset<Row> expected =
        Stream.of(Split.values()).map(module::tensors).reduce(Dataset::unionAll).get();
    String[] columns = expected.columns();
    assertThat(SourceSparkTest.text(samples.selectExpr(columns)))
        .isNotEmpty()
        .isEqualTo(SourceSparkTest.text(expected));
  }

  /** The shapes that there are in that field of all samples. */
  private static List<String> shapes(Dataset<Row> samples, String field) {
    String text = "distinct string(" + field + "_shape) shape";
    samples.createOrReplaceTempView("shaped");
    return SPARK.sql("SELECT " + text + " FROM shaped").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void readsOfAShardTheColumnsThatAreAskedForAndNoOther() {
    Dataset<Row> tests =
        SPARK.read().format("millrace").load("counted:" + store("depths")).where("split = 'test'");
    assertThat(read(tests, "label")).isZero();
    long headers = 0;
    for (String field : BYTES.keySet()) {
      long bytes = 2L * BYTES.get(field);
      long read = read(tests, field);
      assertThat(read).as(field).isBetween(bytes, bytes + 4096);
      headers += read - bytes;
    }

    long all = 2L * BYTES.values().stream().mapToInt(Integer::intValue).sum();
    String[] fields = {"image", "image_shape", "gt_mask", "depth_map"};
    assertThat(read(tests, fields)).as("each once").isEqualTo(all + headers);
  }

  /** Bytes of shards that are read for those columns. */
  private static long read(Dataset<Row> samples, String... columns) {
    CountedFiles.rangeBytes();
    assertThat(samples.selectExpr(columns).collectAsList()).hasSize(2);
    return CountedFiles.rangeBytes();
  }

  @Test
  void takesPythonsNoneForAnOptionThatIsNotGiven() {
    DataFrameReader reader = reader().option("data", "MVTecAD").option("snapshot", null);
    assertThatThrownBy(() -> reader.option("category", null).load("/nowhere"))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith("Missing data.root: there is no folder /nowhere");
  }

  @Test
  void refusesToWriteAndNamesPrepare() {
    assertThatThrownBy(() -> SPARK.range(2).write().format("millrace").save(store("new")))
        .isInstanceOf(InvalidConfigException.class)
        .isInstanceOf(IllegalArgumentException.class) // which PySpark shows without a trace
        .hasMessage(
            "Unsupported: writing format(\"millrace\") (millrace prepare makes a store of the files, as"
                + " DataModule.prepare does; rows of a query can be kept as Parquet)");
    assertThat(root.resolve("new-store")).doesNotExist();
  }
}
