package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.ImageBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.Precision;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Split;
import io.millrace.spark.job.PrepareEstimate;
import io.millrace.spark.job.PrepareReport;
import io.millrace.store.Snapshot;
import io.millrace.transform.Compose;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set on its way into a store. */
class PrepareSparkTest {
  private static final int ROW = 3 * 8 * 8;
  private static final PrepareOptions TENSORS = PrepareOptions.tensors().withShardBytes(3 * ROW);

  @TempDir private Path folder;
  private DrawnData drawn;

  @BeforeEach
  void draw() throws IOException {
    drawn = new DrawnData(folder.resolve("data")).category("bottle").category("cable");
  }

  private DataModuleBuilder builder() {
    return DataModule.builder(LocalSpark.session())
        .dataset(MVTecAD.at(drawn.root().toString()))
        .imageSize(8, 8)
        .seed(1);
  }

  private PrepareReport prepare(String store, PrepareOptions options) {
    try (DataModule<ImageBatch> module = builder().build()) {
      return module.prepare(folder.resolve(store).toString(), options);
    }
  }

  private StoreFolder files(String store) {
    return new StoreFolder(folder.resolve(store));
  }

  private static PrepareReport.Samples samples(long decoded, long copied, long reused, long left) {
    return new PrepareReport.Samples(decoded, copied, reused, left);
  }

  @Test
  void storesEverySampleOnceAndNothingTheSecondTime() throws IOException {
    Map<String, String> sources = new StoreFolder(drawn.root()).files();
    PrepareReport first = prepare("store", TENSORS);

    assertThat(first.outcome()).isEqualTo(PrepareReport.Outcome.COMMITTED);
    assertThat(first.samples()).isEqualTo(samples(20, 0, 0, 0));
    assertThat(first.snapshot().samples()).isEqualTo(20);
    assertThat(first.snapshot().count(Split.TRAIN)).isEqualTo(10);
    // the validation set is the test set again
    assertThat(first.snapshot().count(Split.VAL)).isEqualTo(10);
    assertThat(first.snapshot().count(Split.TEST)).isEqualTo(10);
    assertThat(first.snapshot().shards()).hasSizeBetween(4 + 3, 4 + 4);
    assertThat(first.bytes().out())
        .isEqualTo(first.snapshot().shards().stream().mapToLong(s -> s.file().bytes()).sum());
    Map<String, String> written = files("store").files();

    PrepareReport second = prepare("store", TENSORS);
    assertThat(second.outcome()).isEqualTo(PrepareReport.Outcome.UNCHANGED);
    assertThat(second.snapshot()).isEqualTo(first.snapshot());
    assertThat(second.samples()).isEqualTo(samples(0, 0, 0, 0));
    assertThat(files("store").files()).isEqualTo(written);
    assertThat(new StoreFolder(drawn.root()).files()).isEqualTo(sources);
  }

  @Test
  void writesOnlyWhatOneChangedFileTouches() throws IOException {
    Snapshot before = prepare("store", TENSORS).snapshot();
    Path changed = drawn.picture("bottle/train/good/003.png", 10, 11);
    assertThat(Files.size(changed)).isPositive();
    PrepareReport after = prepare("store", TENSORS);

    assertThat(after.samples().decoded()).isEqualTo(1);
    assertThat(after.shards().made()).isEqualTo(1);
    assertThat(after.samples().copied()).isLessThan(10);
    sameAsFresh(after);
    assertThat(StoreFolder.shards(after.snapshot()))
        .hasSameSizeAs(before.shards())
        .doesNotContainSequence(StoreFolder.shards(before));
    assertThat(after.snapshot().commit().parent()).isEqualTo(before.id());
  }

  private void sameAsFresh(PrepareReport report) throws IOException {
    Path other = Files.createTempDirectory(folder, "fresh");
    Snapshot fresh = prepare(folder.relativize(other).toString(), TENSORS).snapshot();
    assertThat(report.snapshot().fingerprint()).isEqualTo(fresh.fingerprint());
    assertThat(report.snapshot().samples()).isEqualTo(fresh.samples());
  }

  @Test
  void writesOnlyWhatNewFilesTouch() throws IOException {
    Snapshot before = prepare("store", TENSORS).snapshot();
    drawn.picture("cable/train/good/007.png");
    PrepareReport train = prepare("store", TENSORS);
    assertThat(train.samples()).isEqualTo(samples(1, 0, 0, 0));
    assertThat(train.shards().kept()).isEqualTo(before.shards().size());
    sameAsFresh(train);
    // the new training shard comes after the old ones
    assertThat(train.snapshot().shards().get(4).rows(Split.TRAIN)).isEqualTo(1);

    drawn.picture("bottle/test/good/0005.png");
    PrepareReport test = prepare("store", TENSORS);
    assertThat(test.samples().decoded()).isEqualTo(1);
    assertThat(test.shards().made()).isEqualTo(1);
    sameAsFresh(test);
  }

  @Test
  void writesOnlyWhatDeletedFilesTouch() throws IOException {
    Snapshot before = prepare("store", TENSORS).snapshot();
    Files.delete(drawn.root().resolve("cable/train/good/001.png"));
    Files.delete(drawn.root().resolve("bottle/test/good/001.png"));
    PrepareReport after = prepare("store", TENSORS);
    assertThat(after.samples().decoded()).isZero();
    assertThat(after.shards().made()).isBetween(1, 2);
    assertThat(after.snapshot().samples()).isEqualTo(before.samples() - 2);
    sameAsFresh(after);
  }

  @Test
  void copiesRowsWhereTheSamplesAreDividedOtherwise() throws IOException {
    prepare("store", TENSORS);
    try (DataModule<ImageBatch> module = builder().seed(2).build()) {
      PrepareReport other = module.prepare(folder.resolve("store").toString(), TENSORS);
      assertThat(other.outcome()).isEqualTo(PrepareReport.Outcome.COMMITTED);
      assertThat(other.samples()).isEqualTo(samples(0, 0, 20, 0));
    }

    for (Path marker : files("store").markers()) {
      Files.delete(marker);
    }

    PrepareReport back = prepare("store", TENSORS);
    assertThat(back.samples()).isEqualTo(samples(0, 20, 0, 0));
    sameAsFresh(back);
  }

  @Test
  void goesOnWhereAKilledRunWas() throws IOException {
    PrepareReport first = prepare("store", TENSORS);
    files("store").deleteSnapshots();
    List<Path> markers = files("store").markers();
    for (Path marker : markers.subList(0, markers.size() / 2)) {
      Files.delete(marker);
    }

    PrepareReport second = prepare("store", TENSORS);
    assertThat(second.snapshot().id()).isEqualTo(first.snapshot().id());
    assertThat(second.samples().decoded() + second.samples().reused()).isEqualTo(20);
    assertThat(second.samples().decoded()).isBetween(1L, 19L);
  }

  @Test
  void makesALostShardAgain() throws IOException {
    PrepareReport first = prepare("store", TENSORS);
    String lost = StoreFolder.shards(first.snapshot()).get(1);
    Path file =
        folder.resolve("store/data").resolve(lost.substring(0, 2)).resolve(lost + ".safetensors");
    Files.delete(file);
    PrepareReport second = prepare("store", TENSORS);
    assertThat(file).exists();
    assertThat(second.outcome()).isEqualTo(PrepareReport.Outcome.UNCHANGED);
    assertThat(second.shards().made()).isEqualTo(1);
    assertThat(second.samples().decoded()).isPositive();
  }

  @Test
  void stopsBeforeItWritesWhatTheListingFindsBad() throws IOException {
    Files.delete(drawn.root().resolve("bottle/ground_truth/cut/000_mask.png"));
    assertThatThrownBy(() -> prepare("store", TENSORS))
        .isInstanceOf(BadSampleException.class)
        .hasMessage(
            "Cannot prepare %s: 1 bad samples, and 0 may be left out"
                    .formatted(folder.resolve("store"))
                + "\n  bottle/test/cut/000.png: "
                + drawn.root()
                + "/bottle/test/cut/000.png is abnormal and has no mask (add the mask, or"
                + " quarantine the sample)"
                + "\n(mend them, or give a larger --max-bad to leave them out)");
    assertThat(folder.resolve("store")).doesNotExist();

    PrepareReport report = prepare("store", TENSORS.withMaxBad(1));
    assertThat(report.samples()).isEqualTo(samples(19, 0, 0, 1));
    assertThat(report.snapshot().quarantine())
        .containsExactly(
            new Snapshot.LeftOut(
                "bottle/test/cut/000.png", "missing_mask", "is abnormal and has no mask"));
  }

  @Test
  void commitsNothingWhereMoreIsBadThanMayBe() throws IOException {
    drawn.text("bottle/train/good/000.png", "hello world");
    drawn.picture("bottle/test/bent/000.png", 9, 10);
    for (PrepareOptions options : List.of(TENSORS, PrepareOptions.packed())) {
      assertThatThrownBy(() -> prepare("store", options.withMaxBad(1)))
          .isInstanceOf(BadSampleException.class)
          .hasMessageContaining("2 bad samples, and 1 may be left out")
          .hasMessageContaining("bottle/train/good/000.png: it is no picture");
      assertThat(folder.resolve("store/_millrace/snapshots")).doesNotExist();
    }

    PrepareReport report = prepare("store", TENSORS.withMaxBad(2));
    List<Snapshot.LeftOut> left = new ArrayList<>(report.snapshot().quarantine());
    assertThat(left)
        .containsExactly(
            new Snapshot.LeftOut(
                "bottle/test/bent/000.png",
                "size_mismatch",
                "has a mask that is 12 x 12 but its picture is 9 x 10"),
            new Snapshot.LeftOut(
                "bottle/train/good/000.png",
                "not_an_image",
                "is no picture: it begins with 'hello wo'"));
    assertThat(report.snapshot().samples()).isEqualTo(18);
    Map<String, String> written = files("store").files();
    assertThat(prepare("store", TENSORS.withMaxBad(2)).outcome())
        .isEqualTo(PrepareReport.Outcome.UNCHANGED);
    assertThat(files("store").files()).isEqualTo(written);
    assertThat(prepare("packed", PrepareOptions.packed().withMaxBad(2)).snapshot().quarantine())
        .isEqualTo(left);
    assertThat(
            prepare("deep", TENSORS.withMaxBad(2).withAudit(AuditDepth.PIXELS))
                .snapshot()
                .quarantine())
        .extracting(Snapshot.LeftOut::sampleId)
        .containsExactly("bottle/test/bent/000.png", "bottle/train/good/000.png");
  }

  @Test
  void refusesARandomOperationInTheBakeByItsName() {
    Compose early = Compose.of(new RandomHorizontalFlip(0.5), Resize.exact(8, 8));
    try (DataModule<ImageBatch> module =
        DataModule.builder(LocalSpark.session())
            .dataset(MVTecAD.at(drawn.root().toString()))
            .trainAugmentations(early)
            .build()) {
      assertThatThrownBy(() -> module.prepare(folder.resolve("store").toString(), TENSORS))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageContaining("RandomHorizontalFlip")
          .hasMessageContaining("--kind packed");
      assertThat(folder.resolve("store")).doesNotExist();
    }
  }

  @Test
  void tellsAFileThatChangedAfterItWasListed() throws IOException {
    try (DataModule<ImageBatch> module = builder().build()) {
      module.setup();
      Path touched = drawn.root().resolve("bottle/train/good/000.png");
      Files.setLastModifiedTime(touched, FileTime.fromMillis(1_000_000));
      Files.delete(drawn.root().resolve("bottle/ground_truth/bent/001_mask.png"));
      drawn.text("cable/train/good/000.png", "shorter");
      String store = folder.resolve("store").toString();
      assertThatThrownBy(() -> module.prepare(store, TENSORS))
          .isInstanceOf(BadSampleException.class)
          .hasMessageContaining("was changed while it was prepared: it ")
          .hasMessageContaining("(run 'millrace prepare' again)");
      PrepareReport report = module.prepare(store, TENSORS.withMaxBad(3));
      assertThat(report.snapshot().quarantine())
          .extracting(Snapshot.LeftOut::detail)
          .containsExactly(
              "has a mask that was changed while it was prepared: it was deleted",
              "was changed while it was prepared: it was written to",
              "was changed while it was prepared: it has 7 bytes, not %d as listed"
                  .formatted(Files.size(drawn.root().resolve("cable/train/good/001.png"))));
    }

    drawn.mask("bottle/ground_truth/bent/001_mask.png");
    drawn.picture("cable/train/good/000.png");
    PrepareReport again = prepare("store", TENSORS);
    assertThat(again.samples().decoded()).isEqualTo(3);
    sameAsFresh(again);
  }

  @Test
  void storesPackedBytesAndOtherPrecisions() throws IOException {
    PrepareReport packed = prepare("packed", PrepareOptions.packed().withShardBytes(3000));
    assertThat(packed.snapshot().samples()).isEqualTo(20);
    assertThat(packed.snapshot().shards()).hasSizeGreaterThan(3);
    assertThat(prepare("packed", PrepareOptions.packed()).outcome())
        .isEqualTo(PrepareReport.Outcome.UNCHANGED);
    Snapshot half = prepare("half", TENSORS.withPrecision(Precision.FLOAT16)).snapshot();
    assertThat(half.facts().image().imageBytes()).isEqualTo(2 * ROW);
    // another kind is placed anew, in the same store
    PrepareReport other = prepare("packed", TENSORS);
    assertThat(other.samples()).isEqualTo(samples(20, 0, 0, 0));
    assertThat(other.snapshot().commit().number()).isEqualTo(2);
  }

  private DataModule<ImageBatch> stored(String store) {
    return DataModule.builder(LocalSpark.session())
        .store(folder.resolve(store).toString())
        .imageSize(8, 8)
        .build();
  }

  @Test
  void bakesAPackedStoreAsItWouldTheFiles() {
    PrepareOptions packed = PrepareOptions.packed().withShardBytes(3000);
    Snapshot raw = prepare("raw", TENSORS).snapshot();
    assertThat(prepare("packed", packed).snapshot().samples()).isEqualTo(20);
    try (DataModule<ImageBatch> module = stored("packed")) {
      PrepareReport baked = module.prepare(folder.resolve("baked").toString(), TENSORS);
      assertThat(baked.samples()).isEqualTo(samples(20, 0, 0, 0));
      assertThat(baked.snapshot().id()).isEqualTo(raw.id());
      assertThat(StoreFolder.parts(baked.snapshot())).isEqualTo(StoreFolder.parts(raw));
      PrepareReport again = module.prepare(folder.resolve("baked").toString(), TENSORS);
      assertThat(again.outcome()).isEqualTo(PrepareReport.Outcome.UNCHANGED);
      assertThatThrownBy(() -> module.prepare(folder.resolve("no").toString(), packed))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessageStartingWith("Unsupported: prepare packed from the store ");
    }
  }

  @Test
  void leavesOutAgainWhatAPackedStoreLeftOut() throws IOException {
    drawn.text("bottle/train/good/000.png", "hello world");
    Snapshot raw = prepare("raw", TENSORS.withMaxBad(1)).snapshot();
    prepare("packed", PrepareOptions.packed().withMaxBad(1));
    try (DataModule<ImageBatch> module = stored("packed")) {
      PrepareReport baked = module.prepare(folder.resolve("baked").toString(), TENSORS);
      assertThat(baked.samples()).isEqualTo(samples(19, 0, 0, 1));
      assertThat(baked.snapshot().quarantine()).isEqualTo(raw.quarantine());
      assertThat(baked.snapshot().fingerprint()).isEqualTo(raw.fingerprint());
    }
  }

  @Test
  void saysWhatItWouldCost() {
    try (DataModule<ImageBatch> module = builder().build()) {
      String store = folder.resolve("store").toString();
      PrepareEstimate estimate = module.estimate(store, TENSORS);
      assertThat(estimate.input().samples()).isEqualTo(20);
      assertThat(estimate.input().files()).isEqualTo(26);
      assertThat(estimate.cost().measured()).isPositive();
      assertThat(estimate.cost().milliseconds()).isPositive();
      assertThat(estimate.memory().cores()).isEqualTo(2);
      assertThat(folder.resolve("store")).doesNotExist();
      PrepareReport report = module.prepare(store, TENSORS);
      // a bucket may be empty
      assertThat(estimate.output().shards())
          .isBetween((long) report.shards().all(), report.shards().all() + 1L);
      assertThat(estimate.input().bytes()).isEqualTo(report.bytes().in());
      assertThat(module.samplesPrepared()).isEqualTo(20);
    }
  }

  @Test
  void letsTwoPrepareAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<PrepareReport> run = () -> prepare("store", TENSORS);
      List<Future<PrepareReport>> runs = threads.invokeAll(List.of(run, run));
      Snapshot one = runs.get(0).get().snapshot();
      Snapshot other = runs.get(1).get().snapshot();
      assertThat(one.id()).isEqualTo(other.id());
      assertThat(prepare("store", TENSORS).outcome()).isEqualTo(PrepareReport.Outcome.UNCHANGED);
    } finally {
      threads.shutdownNow();
    }
  }
}
