package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.ImageBatch;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.Recipe;
import io.millrace.batch.StoreOpening;
import io.millrace.batch.StoredRows;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.LoadConfig;
import io.millrace.config.RunConfig;
import io.millrace.datasets.MVTecAD;
import io.millrace.decode.Decoding;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.plan.PlanState;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.spark.DrawnStore.Kind;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.spark.rows.IndexRows;
import io.millrace.spark.rows.SpooledTable;
import io.millrace.storage.Traffic;
import io.millrace.store.CacheLimits;
import io.millrace.store.ChunkCache;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardTensor;
import io.millrace.store.Snapshot;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredSplit;
import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.RandomVerticalFlip;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store gives what the files that it was made of give. */
class StoreLoadersSparkTest {
  private static final Compose BAKED = Compose.of(Resize.exact(10, 8), new CenterCrop(8, 8));
  private static final Compose FLIPS =
      Compose.of(new RandomHorizontalFlip(0.5), new RandomVerticalFlip(0.5), new CenterCrop(6, 8));
  private static final Kind FLOATS = Kind.tensors(BAKED, Precision.FLOAT32);
  private static final Kind BYTES = Kind.tensors(BAKED, Precision.UINT8);

  @TempDir private Path root;

  @BeforeEach
  void draw() throws IOException {
    new DrawnData(files()).category("bottle").category("cable");
  }

  private Path files() {
    return root.resolve("files");
  }

  private Path store() {
    return root.resolve("store");
  }

  /** Batches of three, a different part of the pipeline in each subset. */
  private DataModuleBuilder raw() {
    return DataModule.builder(LocalSpark.session())
        .dataset(MVTecAD.at(files().toString()))
        .seed(7)
        .augmentations(BAKED.then(Compose.of(Normalize.IMAGENET)))
        .trainAugmentations(BAKED.then(FLIPS))
        .trainBatchSize(4)
        .evalBatchSize(3)
        .numWorkers(2);
  }

  private DataModuleBuilder stored(RunConfig run) {
    return DataModule.builder(LocalSpark.session())
        .store(store().toString())
        .augmentations(BAKED.then(Compose.of(Normalize.IMAGENET)))
        .trainAugmentations(BAKED.then(FLIPS))
        .precision(run.pixels().precision())
        .trainBatchSize(4)
        .evalBatchSize(3)
        .numWorkers(2);
  }

  private Snapshot write(DataModule<ImageBatch> module, Kind kind) throws IOException {
    module.setup();
    return new DrawnStore(store(), 4).write(module, kind);
  }

  private static Map<String, ImageItem> items(Dataloader<ImageBatch> loader) {
    Map<String, ImageItem> items = new LinkedHashMap<>();
    for (ImageBatch batch : loader) {
      for (int i = 0; i < batch.size(); i++) {
        items.put(batch.sampleId().get(i), batch.item(i));
      }
    }

    return items;
  }

  static Stream<Kind> kinds() {
    return Stream.of(Kind.PACKED, FLOATS, BYTES, Kind.tensors(BAKED, Precision.FLOAT16));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesEverySampleTheNumbersOfItsFiles(Kind kind) throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      write(raw, kind);
      try (DataModule<ImageBatch> stored = stored(raw.config()).build()) {
        stored.setup();
        for (int epoch = 0; epoch < 2; epoch++) {
          assertSame(items(raw.trainDataloader()), items(stored.trainDataloader()), kind);
          assertSame(items(raw.testDataloader()), items(stored.testDataloader()), kind);
        }
        assertThat(stored.seed()).isEqualTo(7);
      }
    }
  }

  private static void assertSame(
      Map<String, ImageItem> files, Map<String, ImageItem> store, Kind kind) {
    assertThat(store.keySet()).containsExactlyInAnyOrderElementsOf(files.keySet());
    for (String id : files.keySet()) {
      ImageItem one = files.get(id);
      ImageItem other = store.get(id);
      assertThat(other.texts()).isEqualTo(one.texts());
      assertThat(other.gtLabel()).isEqualTo(one.gtLabel());
      assertThat(other.gtMask().data()).isEqualTo(one.gtMask().data());
      assertThat(other.image().toString()).isEqualTo(one.image().toString());
      if (kind.precision() == Precision.FLOAT32 || kind.equals(Kind.PACKED)) {
        assertThat(other.image().data()).isEqualTo(one.image().data());
      } else {
        // half a level, or half a unit in the last place; the smallest deviation is 0.224
        double bound = kind.equals(BYTES) ? 0.5 / 255 : 0x1p-12;
        assertThat(distance(one.image(), other.image())).isLessThanOrEqualTo(bound / 0.224 + 1e-6);
      }
    }
  }

  private static double distance(HostTensor one, HostTensor other) {
    ByteBuffer left = one.data();
    ByteBuffer right = other.data();
    double most = 0;
    while (left.hasRemaining()) {
      most = Math.max(most, Math.abs(left.getFloat() - right.getFloat()));
    }

    return most;
  }

  @Test
  void givesTheBytesOfTheFilesWhereBothAreEightBits() throws IOException {
    try (DataModule<ImageBatch> raw =
        raw().augmentations(BAKED).precision(Precision.UINT8).build()) {
      write(raw, BYTES);
      try (DataModule<ImageBatch> stored =
          stored(raw.config()).augmentations(Compose.NONE).build()) {
        assertThat(evaluation(stored)).isEqualTo(evaluation(raw));
      }

      try (DataModule<ImageBatch> stored = stored(raw.config()).augmentations(BAKED).build()) {
        assertThat(evaluation(stored)).isEqualTo(evaluation(raw));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesTheEvaluationBatchesOfTheFiles(Kind kind) throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      write(raw, kind);
      try (DataModule<ImageBatch> stored = stored(raw.config()).build()) {
        stored.setup();
        if (kind.equals(BYTES) || kind.precision() == Precision.FLOAT16) {
          assertThat(ids(stored.testDataloader())).isEqualTo(ids(raw.testDataloader()));
          assertThat(ids(stored.valDataloader())).isEqualTo(ids(raw.valDataloader()));
        } else {
          assertThat(evaluation(stored)).isEqualTo(evaluation(raw));
        }
        assertThat(stored.testDataloader().orderHash(0))
            .isEqualTo(raw.testDataloader().orderHash(0));
      }
    }
  }

  /** The batches of both evaluation subsets: ids, and hashes of their bytes. */
  private static List<String> evaluation(DataModule<ImageBatch> module) {
    module.setup();
    List<String> batches = new ArrayList<>();
    for (Dataloader<ImageBatch> loader : List.of(module.valDataloader(), module.testDataloader())) {
      for (ImageBatch batch : loader) {
        batches.add(text(batch));
      }
    }

    return batches;
  }

  private static String text(ImageBatch batch) {
    HostBatch host = batch.host();
    return batch.sampleId()
        + " "
        + host.texts()
        + host.tensors().get(ItemField.IMAGE).data().hashCode()
        + " "
        + host.tensors().get(ItemField.GT_MASK).data().hashCode()
        + " "
        + host.tensors().get(ItemField.GT_LABEL).data().hashCode();
  }

  private static List<List<String>> ids(Dataloader<ImageBatch> loader) {
    List<List<String>> ids = new ArrayList<>();
    loader.forEach(batch -> ids.add(batch.sampleId()));
    return ids;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesTheTablesOfTheFiles(Kind kind) throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      write(raw, kind);
      try (DataModule<ImageBatch> stored = stored(raw.config()).build()) {
        stored.setup();
        assertThat(stored.samples().collectAsList()).isEqualTo(raw.samples().collectAsList());
        assertThat(stored.samples().schema()).isEqualTo(raw.samples().schema());
        assertThat(stored.size()).isEqualTo(raw.size());
        for (Split split : Split.values()) {
          assertThat(stored.count(split)).isEqualTo(raw.count(split));
          assertThat(stored.samples(split).collectAsList())
              .isEqualTo(raw.samples(split).collectAsList());
          assertThat(tensors(stored, split, kind)).isEqualTo(tensors(raw, split, kind));
        }
        assertThat(stored.audit(AuditDepth.PIXELS).count()).isZero();
      }
    }
  }

  /** Pixels by sample, where both must be the same; else only masks. */
  private static Map<String, Integer> tensors(
      DataModule<ImageBatch> module, Split split, Kind kind) {
    boolean exact = kind.equals(FLOATS) || kind.equals(Kind.PACKED);
    Map<String, Integer> pixels = new LinkedHashMap<>();
    for (Row row : module.tensors(split).orderBy("sample_id").collectAsList()) {
      byte[] image = row.getAs("image");
      byte[] mask = row.getAs("gt_mask");
      pixels.put(row.getString(0) + " mask", ByteBuffer.wrap(mask).hashCode());
      pixels.put(row.getString(0), exact ? ByteBuffer.wrap(image).hashCode() : image.length);
    }

    return pixels;
  }

  @Test
  void readsEachChunkOnceAndEachShardsHeadOnce() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      Snapshot snapshot = write(raw, BYTES);
      try (DataModule<ImageBatch> stored = stored(raw.config()).build()) {
        for (Split split : Split.values()) {
          Dataloader<ImageBatch> loader = loader(stored, split);
          long heads = requests(snapshot, split, 0);
          long each = requests(snapshot, split, 1) - heads;
          for (int epoch = 1; epoch <= 3; epoch++) {
            items(loader);
            assertThat(loader.traffic().requests()).isEqualTo(heads + epoch * each);
          }
          assertThat(loader.traffic().bytes()).isGreaterThan(3 * 3 * 8 * 8);
        }
      }
    }
  }

  private static Dataloader<ImageBatch> loader(DataModule<ImageBatch> module, Split split) {
    return switch (split) {
      case TRAIN -> module.trainDataloader();
      case VAL -> module.valDataloader();
      case TEST -> module.testDataloader();
    };
  }

  /** Heads of the shards of a split, and so many times their chunks. */
  private static long requests(Snapshot snapshot, Split split, int epochs) {
    long requests = 0;
    for (ShardEntry shard : snapshot.shards()) {
      if (shard.rows(split) > 0) {
        long tensors = shard.file().checksums().size();
        requests += 1 + epochs * tensors * shard.file().chunks();
      }
    }

    return requests;
  }

  @Test
  void goesOnFromEveryStepAsIfItHadNeverStopped() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      write(raw, BYTES);
      for (DataModuleBuilder builder : List.of(stored(raw.config()), raw())) {
        List<String> all = new ArrayList<>();
        List<PlanState> states = new ArrayList<>();
        try (DataModule<ImageBatch> module = builder.build()) {
          module.setup();
          Dataloader<ImageBatch> loader = module.trainDataloader();
          states.add(loader.state());
          for (int epoch = 0; epoch < 2; epoch++) {
            for (ImageBatch batch : loader) {
              all.add(text(batch));
              states.add(loader.state());
            }
          }
        }

        assertThat(all).hasSize(2 * 3);
        for (int step = 0; step < states.size(); step++) {
          PlanState state = PlanState.parse(states.get(step).json());
          try (DataModule<ImageBatch> module = builder.resume(state).build()) {
            module.setup();
            Dataloader<ImageBatch> loader = module.trainDataloader();
            List<String> rest = new ArrayList<>();
            for (int epoch = (int) state.epoch(); epoch < 2; epoch++) {
              loader.forEach(batch -> rest.add(text(batch)));
            }
            assertThat(rest).isEqualTo(all.subList(step, all.size()));
          }
        }
      }
    }
  }

  @Test
  void takesTheSeedOfTheStateThatItResumesFrom() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      write(raw, BYTES);
      PlanState state;
      try (DataModule<ImageBatch> module = stored(raw.config()).seed(99).build()) {
        state = module.trainDataloader().state();
        assertThat(state.snapshotId()).isEqualTo(new FoundStoreId(store()).text());
        assertThat(state.rule().seed()).isEqualTo(99);
      }
      try (DataModule<ImageBatch> module = stored(raw.config()).resume(state).build()) {
        assertThat(module.seed()).isEqualTo(99);
        assertThat(module.trainDataloader().state()).isEqualTo(state);
      }
    }
  }

  /** The id of the newest snapshot. */
  private record FoundStoreId(Path store) {
    String text() {
      return FoundStore.at(
              store.toString(),
              new HadoopStorage(LocalSpark.session().sparkContext().hadoopConfiguration()))
          .snapshot()
          .id();
    }
  }

  @Test
  void refusesToResumeFromAnotherTableOrPipelineAndSaysWhatDiffers() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      write(raw, BYTES);
      PlanState files = raw.trainDataloader().state();
      try (DataModule<ImageBatch> module = stored(raw.config()).resume(files).build()) {
        assertThatThrownBy(module::trainDataloader)
            .isInstanceOf(InvalidConfigException.class)
            .hasMessage(
                "Cannot resume training: snapshotId is %s in the state and %s here"
                    .formatted(files.snapshotId(), new FoundStoreId(store()).text()));
      }

      try (DataModule<ImageBatch> other =
          raw().trainAugmentations(BAKED).seed(8).resume(files).build()) {
        other.setup();
        assertThatThrownBy(other::trainDataloader)
            .isInstanceOf(InvalidConfigException.class)
            .hasMessageStartingWith(
                "Cannot resume training: seed is 7 in the state and 8 here; transformHash is ");
      }

      try (DataModule<ImageBatch> other = raw().trainBatchSize(5).resume(files).build()) {
        other.setup();
        assertThatThrownBy(other::trainDataloader)
            .hasMessage(
                "Cannot resume training: its 4 lanes cannot share batches of 5 rows (give a"
                    + " train_batch_size that they divide, such as 4)");
      }

      try (DataModule<ImageBatch> torch = raw().order(LoadConfig.Order.TORCH).build()) {
        torch.setup();
        assertThatThrownBy(torch.trainDataloader()::state)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(
                "Cannot give a state: only training in the order of the plan can be resumed (use"
                    + " the train loader with order: plan)");
      }
    }
  }

  @Test
  void namesShardChunkAndSampleWhereAShardIsDamaged() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      Snapshot snapshot = write(raw, BYTES);
      ShardEntry.File file = snapshot.shards().get(0).file();
      Path shard = flip(file);
      try (DataModule<ImageBatch> stored = stored(raw.config()).build()) {
        Dataloader<ImageBatch> loader = stored.trainDataloader();
        assertThatThrownBy(() -> loader.forEach(batch -> {}))
            .isInstanceOf(BadSampleException.class)
            .hasMessageMatching(
                "Cannot read IMAGE of sample [a-z/]+/train/good/00[0-9].png: %s shard %s, chunk 0 of image: CRC-32C is [0-9a-f]{8} but must be [0-9a-f]{8} \\(.*\\)"
                    .formatted(shard, file.name()));
      }

      try (DataModule<ImageBatch> stored =
          stored(raw.config()).onBadSample(OnBadSample.QUARANTINE).build()) {
        Dataloader<ImageBatch> loader = stored.trainDataloader();
        for (int epoch = 0; epoch < 2; epoch++) {
          assertThat(items(loader)).hasSize(10 - file.rows());
          assertThat(loader.quarantined()).hasSize(file.rows());
        }
        Traffic traffic = loader.traffic();
        // the head and the damaged chunk once an epoch, and all of the others'
        assertThat(traffic.requests()).isEqualTo(requests(snapshot, Split.TRAIN, 2));
        assertThat(stored.tensors(Split.TRAIN).where("image IS NULL").count())
            .isEqualTo(file.rows());
      }
    }
  }

  /** Changes one bit of a shard's first picture. */
  private Path flip(ShardEntry.File file) throws IOException {
    Path shard = Path.of(new StorePaths(store().toString()).shard(file.name()));
    try (RandomAccessFile bytes = new RandomAccessFile(shard.toFile(), "rw")) {
      bytes.seek(file.head().bytes());
      int first = bytes.read();
      bytes.seek(file.head().bytes());
      bytes.write(first ^ 1);
    }

    return shard;
  }

  /** The training rows in their order, with so much room for chunks. */
  private Dataloader<ImageBatch> direct(DataModule<ImageBatch> module, Reading reading) {
    HadoopStorage storage =
        new HadoopStorage(LocalSpark.session().sparkContext().hadoopConfiguration());
    FoundStore found = FoundStore.at(store().toString(), storage);
    SpooledTable table =
        new IndexRows(found.paths(), found.snapshot(), new ParquetIndex(storage), Split.TRAIN)
            .spool();
    Recipe recipe =
        new Recipe(FLIPS, Precision.FLOAT32, Task.SEGMENTATION, module.seed(), Decoding.standard());
    StoreOpening opening = new StoreOpening(storage, found.paths(), found.snapshot(), recipe);
    StoredRows rows = reading.of(opening, table);
    SplitRows split =
        new SplitRows(
            rows,
            new StoredSplit(found.snapshot(), Split.TRAIN).chunks(),
            new TrainStart.Identity(found.snapshot().id(), BAKED.then(FLIPS).canonical()),
            List.of());
    EpochOrder order = new TrainOrder(split, 4, module.seed()).of(Optional.empty());
    LoaderOptions options = new LoaderOptions(4, 3, 1 << 20, OnBadSample.FAIL);
    return new Dataloader<>(new LoaderInput(rows, order), options, ImageBatch::of);
  }

  private interface Reading {
    StoredRows of(StoreOpening opening, SpooledTable table);
  }

  private static List<String> texts(Dataloader<ImageBatch> loader) {
    List<String> texts = new ArrayList<>();
    loader.forEach(batch -> texts.add(text(batch)));
    return texts;
  }

  @Test
  void givesTheSameWithRoomForNoMoreThanAChunkAThread() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      Snapshot snapshot = write(raw, BYTES);
      try (DataModule<ImageBatch> stored = stored(raw.config()).build();
          Dataloader<ImageBatch> roomy = stored.trainDataloader();
          Dataloader<ImageBatch> tight =
              direct(stored, (opening, table) -> opening.rows(table, Split.TRAIN, 1))) {
        assertThat(texts(tight)).isEqualTo(texts(roomy));
        assertThat(texts(tight)).isEqualTo(texts(roomy));
        assertThat(tight.traffic().requests())
            .isGreaterThanOrEqualTo(requests(snapshot, Split.TRAIN, 2));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1 << 20, 1000, 0})
  void givesTheSameThroughALocalCache(long bytes) throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      Snapshot snapshot = write(raw, BYTES);
      ChunkCache cache = ChunkCache.open(root.resolve("cache"), new CacheLimits(bytes, 0));
      try (DataModule<ImageBatch> stored = stored(raw.config()).build();
          Dataloader<ImageBatch> plain = stored.trainDataloader();
          Dataloader<ImageBatch> cached =
              direct(
                  stored, (opening, table) -> opening.rows(table, Split.TRAIN, 1 << 20, cache))) {
        for (int epoch = 0; epoch < 3; epoch++) {
          assertThat(texts(cached)).isEqualTo(texts(plain));
        }

        long all = requests(snapshot, Split.TRAIN, 3);
        long read = cached.traffic().requests();
        assertThat(read).isEqualTo(all - cache.stats().hits());
        if (bytes == 1 << 20) {
          assertThat(read).isEqualTo(requests(snapshot, Split.TRAIN, 1));
        }
        if (bytes == 0) {
          assertThat(read).isEqualTo(all);
        }
      }
    }
  }

  @Test
  void opensAStoreThatStandsWhereTheFilesWere() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      Snapshot snapshot = write(raw, BYTES);
      assertThat(snapshot.shards().get(0).file().checksums()).containsOnlyKeys(ShardTensor.IMAGE);
      RunConfig moved =
          raw.config().with(raw.config().splits().with(io.millrace.config.Seed.choose()));
      RunConfig here =
          new RunConfig(
              MVTecAD.at(store().toString()),
              moved.splits(),
              moved.pixels(),
              moved.loading(),
              moved.cache());
      try (DataModule<ImageBatch> stored =
          DataModule.builder(LocalSpark.session()).config(here).build()) {
        assertThat(stored.seed()).isEqualTo(7);
        assertThat(ids(stored.testDataloader())).isEqualTo(ids(raw.testDataloader()));
      }

      RunConfig other = RunConfig.of(MVTecAD.at(store().toString()).category("grid"));
      assertThatThrownBy(() -> DataModule.builder(LocalSpark.session()).config(other).build())
          .isInstanceOf(InvalidConfigException.class)
          .hasMessage(
              "Cannot read the store %s as MVTecAD [grid]: it holds MVTecAD [] (name its data set and categories, or class_path: Store)"
                  .formatted(store()));
    }
  }

  @Test
  void refusesAPipelineThatDoesNotBeginWithWhatWasBaked() throws IOException {
    try (DataModule<ImageBatch> raw = raw().build()) {
      write(raw, BYTES);
      Compose other = Compose.of(Resize.exact(5, 5));
      assertThatThrownBy(() -> stored(raw.config()).trainAugmentations(other).build())
          .isInstanceOf(InvalidConfigException.class)
          .hasMessage(
              "Cannot read the store %s: it was baked with %s but the pipeline of train is %s (begin with the same operations, or leave image_size native to take pictures as they are stored)"
                  .formatted(store(), BAKED.canonical(), other.canonical()));
    }
  }

  @Test
  void refusesAFolderThatIsNoStore() {
    assertThatThrownBy(
            () -> DataModule.builder(LocalSpark.session()).store(store().toString()).build())
        .isInstanceOf(InvalidStoreException.class)
        .hasMessage(
            "Cannot open the store %s: it has no snapshot (check the path, or run 'millrace prepare')"
                .formatted(store()));
  }
}
