package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.datasets.MVTecAD;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedBatch;
import io.millrace.feed.NamedValues;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;
import io.millrace.spark.DrawnStore.Kind;
import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function over batches gives each sample one row, from files and from stores. */
class MapBatchesSparkTest {
  private static final Compose BAKED = Compose.of(Resize.exact(10, 8), new CenterCrop(8, 8));
  private static final String IDLE = "spark.millrace.functions.idle";
  private static final StructType DIGEST =
      new StructType()
          .add("digest", DataTypes.IntegerType, false)
          .add("mask", DataTypes.IntegerType, false)
          .add("label", DataTypes.StringType)
          .add("first", DataTypes.createArrayType(DataTypes.FloatType));
  private static final StructType COUNT =
      new StructType().add("rows", DataTypes.IntegerType, false);

  @TempDir private Path root;
  private DrawnData drawn;

  @BeforeEach
  void draw() throws IOException {
    drawn = new DrawnData(files()).category("bottle").category("cable");
    LocalSpark.session();
    SparkEnv.get().conf().set(IDLE, "0s");
  }

  @AfterEach
  void restore() {
    SparkEnv.get().conf().remove(IDLE);
  }

  private Path files() {
    return root.resolve("files");
  }

  private DataModuleBuilder raw() {
    return DataModule.builder(LocalSpark.session())
        .dataset(MVTecAD.at(files().toString()))
        .seed(7)
        .augmentations(BAKED.then(Compose.of(Normalize.IMAGENET)))
        .evalBatchSize(3)
        .numWorkers(2);
  }

  private DataModule<ImageBatch> stored(RunConfig run, Kind kind) throws IOException {
    try (DataModule<ImageBatch> files = raw().config(run).build()) {
      files.setup();
      new DrawnStore(root.resolve("store"), 4).write(files, kind);
    }

    return DataModule.builder(LocalSpark.session())
        .store(root.resolve("store").toString())
        .augmentations(BAKED.then(Compose.of(Normalize.IMAGENET)))
        .evalBatchSize(3)
        .build();
  }

  /** Hashes of the numbers of each row, and how often it was opened and closed in this JVM. */
  private record Digest() implements BatchFunction {
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    @Override
    public Opened open(Device device) {
      assertThat(device).isEqualTo(Device.CPU);
      OPENED.incrementAndGet();
      return new Opened() {
        @Override
        public NamedValues apply(FeedBatch batch) {
          return digest(batch);
        }

        @Override
        public void close() {
          CLOSED.incrementAndGet();
        }
      };
    }

    private static NamedValues digest(FeedBatch batch) {
      HostTensor images = batch.host().tensors().get(ItemField.IMAGE);
      HostTensor masks = batch.host().tensors().get(ItemField.GT_MASK);
      HostTensor labels = batch.host().tensors().get(ItemField.GT_LABEL);
      List<Integer> digests = new ArrayList<>();
      List<Integer> maskDigests = new ArrayList<>();
      List<String> words = new ArrayList<>();
      List<float[]> first = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        digests.add(images.slice(i).data().hashCode());
        maskDigests.add(masks.slice(i).data().hashCode());
        words.add(labels.data().get(i) == 0 ? "normal" : null);
        first.add(new float[] {images.slice(i).data().getFloat(0), 2f});
      }

      return NamedValues.of("digest", digests)
          .and("mask", maskDigests)
          .and("first", first)
          .and("label", words);
    }
  }

  private static Map<String, List<Object>> mapped(DataModule<ImageBatch> module, Split split) {
    Map<String, List<Object>> rows = new LinkedHashMap<>();
    for (Row row : module.mapBatches(split, new Digest(), DIGEST).collectAsList()) {
      List<Object> values =
          java.util.Arrays.asList(row.get(1), row.get(2), row.get(3), row.getList(4));
      assertThat(rows.put(row.getString(0), values)).as("%s twice", row).isNull();
    }

    return rows;
  }

  /** What the loader gives; that of training in any order. */
  private static Map<String, List<Object>> loaded(DataModule<ImageBatch> module, Split split) {
    Map<String, List<Object>> rows = new LinkedHashMap<>();
    for (ImageBatch batch :
        split == Split.TEST ? module.testDataloader() : module.valDataloader()) {
      for (int i = 0; i < batch.size(); i++) {
        ImageItem item = batch.item(i);
        rows.put(
            batch.sampleId().get(i),
            java.util.Arrays.asList(
                item.image().data().hashCode(),
                item.gtMask().data().hashCode(),
                batch.gtLabel().toBooleanArray()[i] ? null : "normal",
                List.of(item.image().data().getFloat(0), 2f)));
      }
    }

    return rows;
  }

  @Test
  void givesEachFileTheNumbersOfTheLoaderInTableOrder() {
    try (DataModule<ImageBatch> module = raw().build()) {
      module.setup();
      assertThat(mapped(module, Split.TEST)).isEqualTo(loaded(module, Split.TEST));
      assertThat(mapped(module, Split.VAL)).isEqualTo(loaded(module, Split.VAL));
      assertThat(mapped(module, Split.TEST).keySet())
          .containsExactlyElementsOf(loaded(module, Split.TEST).keySet());
      assertThat(mapped(module, Split.TRAIN)).hasSize(10);
    }
  }

  static List<Kind> kinds() {
    return List.of(Kind.PACKED, Kind.tensors(BAKED, Precision.FLOAT32));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesEachStoredSampleTheNumbersOfTheLoader(Kind kind) throws IOException {
    try (DataModule<ImageBatch> module = stored(raw().build().config(), kind)) {
      assertThat(mapped(module, Split.TEST)).isEqualTo(loaded(module, Split.TEST));
      assertThat(mapped(module, Split.VAL)).isEqualTo(loaded(module, Split.VAL));
      assertThat(mapped(module, Split.TRAIN)).hasSize(10);
    }
  }

  @Test
  void opensTheFunctionOnceForManyTasksAndClosesItAfterTheLast() throws InterruptedException {
    SparkEnv.get().conf().set(IDLE, "3s");
    try (DataModule<ImageBatch> module = raw().evalBatchSize(1).build()) {
      module.setup();
      int opened = Digest.OPENED.get();
      Dataset<Row> rows = module.mapBatches(Split.TRAIN, new Digest(), DIGEST);
      assertThat(rows.rdd().getNumPartitions()).isGreaterThan(4);
      assertThat(rows.count()).isEqualTo(10);
      assertThat(Digest.OPENED.get() - opened).isEqualTo(1);
      while (Digest.CLOSED.get() < Digest.OPENED.get()) {
        Thread.sleep(20);
      }
    }
  }

  @Test
  void givesEachPictureOfItsOwnSizeABatchOfItsOwn() throws IOException {
    drawn.picture("bottle/train/good/009.png", 5, 7);
    try (DataModule<ImageBatch> module = raw().augmentations(Compose.NONE).build()) {
      module.setup();
      List<Row> rows =
          module
              .mapBatches(
                  Split.TRAIN,
                  device ->
                      batch ->
                          NamedValues.of(
                              "size", List.of(batch.host().tensors().get(ItemField.IMAGE).axis(3))),
                  new StructType().add("size", DataTypes.IntegerType))
              .collectAsList();
      assertThat(rows).hasSize(11);
      assertThat(rows.get(5).toString()).isEqualTo("[bottle/train/good/009.png,7]");
    }
  }

  private static NamedValues sizes(FeedBatch batch) {
    return NamedValues.of(
        "rows", IntStream.range(0, batch.size()).mapToObj(i -> batch.size()).toList());
  }

  @Test
  void leavesOutBadSamplesUnderQuarantineAndElseNamesThem() throws IOException {
    Path bad = drawn.text("bottle/train/good/003.png", "no picture at all");
    try (DataModule<ImageBatch> module = raw().onBadSample(OnBadSample.QUARANTINE).build()) {
      module.setup();
      assertThat(
              module
                  .mapBatches(Split.TRAIN, device -> MapBatchesSparkTest::sizes, COUNT)
                  .collectAsList())
          .hasSize(9)
          .noneMatch(row -> row.getString(0).equals("bottle/train/good/003.png"));
    }
    try (DataModule<ImageBatch> module = raw().build()) {
      module.setup();
      assertThatThrownBy(
              () ->
                  module
                      .mapBatches(Split.TRAIN, device -> MapBatchesSparkTest::sizes, COUNT)
                      .collectAsList())
          .hasMessageContaining(
              "Cannot read IMAGE of sample bottle/train/good/003.png: " + bad + " is no picture");
    }
  }

  @Test
  void saysWhatIsWrongWithTheValuesOfAFunction() {
    try (DataModule<ImageBatch> module = raw().evalBatchSize(32).build()) {
      module.setup();
      assertFails(
          module,
          batch -> NamedValues.of("row", List.of(1)),
          "Missing column rows: the function gave [row] (give every column of the schema)");
      assertFails(
          module,
          batch -> NamedValues.of("rows", List.of(1)),
          "Cannot make rows: column rows has 1 values for a batch of 10 (give one a row, in the batch's order)");
      assertFails(
          module,
          batch -> sizes(batch).and("more", Collections.nCopies(10, 1)),
          "Cannot make rows: the function gave column more but the schema has [rows] (add it to the schema, or leave it out)");
      assertFails(
          module,
          batch -> NamedValues.of("rows", Collections.nCopies(10, 1L)),
          "Cannot put Long into column rows int of sample bottle/train/good/000.png (give the schema's type)");
      assertFails(
          module,
          batch -> NamedValues.of("rows", Collections.nCopies(10, null)),
          "Cannot put null into column rows int of sample bottle/train/good/000.png (give the schema's type)");
      assertFails(
          module,
          batch -> {
            throw new IOException("disk on fire");
          },
          "Cannot map a batch that begins with bottle/train/good/000.png: disk on fire");
    }
  }

  private static void assertFails(
      DataModule<ImageBatch> module, BatchFunction.Opened opened, String message) {
    // what is tested is held by a class of its own, for a function is sent by value
    Failing.NEXT.set(opened);
    assertThatThrownBy(() -> module.mapBatches(Split.TRAIN, new Failing(), COUNT).collectAsList())
        .hasMessageContaining(message);
  }

  private record Failing() implements BatchFunction {
    private static final java.util.concurrent.atomic.AtomicReference<Opened> NEXT =
        new java.util.concurrent.atomic.AtomicReference<>();

    @Override
    public Opened open(Device device) {
      return NEXT.get();
    }
  }

  @Test
  void saysWhyAFunctionCannotBeOpened() {
    try (DataModule<ImageBatch> module = raw().build()) {
      module.setup();
      assertThatThrownBy(
              () ->
                  module
                      .mapBatches(
                          Split.TRAIN,
                          device -> {
                            throw new IOException("no such model");
                          },
                          COUNT)
                      .collectAsList())
          .hasMessageContaining("Cannot open the function of mapBatches on cpu: no such model");
    }
  }

  @Test
  void refusesSchemasThatItCannotFill() {
    try (DataModule<ImageBatch> module = raw().build()) {
      module.setup();
      assertThatThrownBy(
              () ->
                  module.mapBatches(
                      Split.TRAIN,
                      device -> MapBatchesSparkTest::sizes,
                      new StructType().add("sample_id", DataTypes.StringType)))
          .hasMessage("Invalid schema: sample_id comes by itself (leave it out of the schema)");
      assertThatThrownBy(
              () ->
                  module.mapBatches(
                      Split.TRAIN,
                      device -> MapBatchesSparkTest::sizes,
                      new StructType().add("day", DataTypes.DateType)))
          .hasMessage(
              "Unsupported type of column day: date (use string, boolean, int, bigint, float, double, binary, or an array of those)");
    }
  }

  @Test
  void mapsPicturesOfATableAsIfTheyWereBatches() throws IOException {
    drawn.text("bottle/train/good/003.png", "no picture at all");
    try (DataModule<ImageBatch> module = raw().onBadSample(OnBadSample.QUARANTINE).build()) {
      module.setup();
      List<Row> direct =
          module.mapBatches(Split.TRAIN, new First(), FIRST).orderBy("sample_id").collectAsList();
      Dataset<Row> table = module.tensors(Split.TRAIN).coalesce(1);
      MapColumns columns = new MapColumns("image", 4);
      assertThat(columns.map(table, new First(), FIRST).orderBy("sample_id").collectAsList())
          .hasSize(9)
          .isEqualTo(direct);
      assertThat(
              columns
                  .map(table, device -> MapBatchesSparkTest::sizes, COUNT)
                  .collectAsList()
                  .stream()
                  .map(row -> row.getInt(1)))
          .containsExactly(4, 4, 4, 4, 4, 4, 4, 4, 1);
      Dataset<Row> wrong = table.withColumn("image", table.col("sample_id").cast("binary"));
      assertThatThrownBy(() -> columns.map(wrong, new First(), FIRST).collectAsList())
          .hasMessageContaining(
              "Cannot map sample bottle/train/good/000.png: its picture is no safetensors or NPZ of one tensor of 3 axes: ");
    }
  }

  private static final StructType FIRST = new StructType().add("first", DataTypes.FloatType);

  private record First() implements BatchFunction {
    @Override
    public Opened open(Device device) {
      return batch -> {
        HostTensor images = batch.host().tensors().get(ItemField.IMAGE);
        return NamedValues.of(
            "first",
            IntStream.range(0, batch.size())
                .mapToObj(i -> images.slice(i).data().getFloat(0))
                .toList());
      };
    }
  }
}
