package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.Dataloader;
import io.millrace.batch.VideoBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.FolderVideo;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import io.millrace.spark.job.PrepareReport;
import io.millrace.spark.job.Verify;
import io.millrace.split.ValSplitMode;
import io.millrace.store.Snapshot;
import io.millrace.transform.Compose;
import io.millrace.transform.RandomHorizontalFlip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Videos in a store: each frame once, clips as an index. */
class VideoStoreSparkTest {
  private static final int SIDE = 8;

  @TempDir private Path folder;

  private DataModuleBuilder builder() {
    return DataModule.builder(LocalSpark.session());
  }

  private DataModuleBuilder over(DatasetLayout layout) {
    return builder()
        .dataset(layout)
        .imageSize(SIDE, SIDE)
        .trainAugmentations(Compose.of(new RandomHorizontalFlip(0.5)))
        .trainBatchSize(4)
        .evalBatchSize(4)
        .seed(3)
        .valSplit(ValSplitMode.SAME_AS_TEST, 0.5);
  }

  private PrepareReport prepare(DatasetLayout layout, PrepareOptions options) {
    try (DataModule<VideoBatch> module = over(layout).buildVideo()) {
      return module.prepare(store(), options);
    }
  }

  private String store() {
    return folder.resolve("store").toString();
  }

  private DataModuleBuilder fromStore() {
    return builder()
        .store(store())
        .imageSize(SIDE, SIDE)
        .trainAugmentations(Compose.of(new RandomHorizontalFlip(0.5)))
        .trainBatchSize(4)
        .evalBatchSize(4)
        .seed(3);
  }

  /** Numbers of each sample of a split, and the ids of its batches in order. */
  private record Read(Map<String, Map<ItemField, ByteBuffer>> samples, List<List<String>> batches) {
    static Read of(DataModule<VideoBatch> module, Split split) {
      module.setup();
      Read read = new Read(new TreeMap<>(), new ArrayList<>());
      try (Dataloader<VideoBatch> loader =
          split == Split.TRAIN ? module.trainDataloader() : module.testDataloader()) {
        loader.forEach(read::add);
      }

      return read;
    }

    private void add(VideoBatch batch) {
      batches.add(batch.sampleId());
      for (int i = 0; i < batch.size(); i++) {
        Map<ItemField, ByteBuffer> fields = new EnumMap<>(ItemField.class);
        for (Map.Entry<ItemField, HostTensor> entry : batch.host().tensors().entrySet()) {
          fields.put(entry.getKey(), entry.getValue().slice(i).copy().data());
        }

        samples.put(batch.sampleId().get(i), fields);
      }
    }
  }

  private static PrepareOptions floats() {
    return PrepareOptions.tensors().withPrecision(Precision.FLOAT32);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, LAST",
    "2, 1, LAST",
    "3, 2, MID",
    "3, 5, FIRST",
    "5, 1, ALL",
    "4, 2, ALL",
    "2, 5, LAST"
  })
  void givesWhatTheFilesGive(int length, int step, TargetFrame target) throws IOException {
    FolderVideo layout =
        DrawnVideos.usual(folder.resolve("data"))
            .layout()
            .clipLengthInFrames(length)
            .framesBetweenClips(step)
            .targetFrame(target);
    // a shard of a few frames, so that there are several, and videos of each split in them
    Snapshot snapshot =
        prepare(layout, floats().withShardBytes(6 * 3 * SIDE * SIDE * 4)).snapshot();
    int clips = 0;
    int frames = 0;
    for (int video : new int[] {5, 8, 7, 9, 6}) {
      clips += layout.clips().count(video);
      frames += layout.clips().framesUsed(video);
    }

    assertThat(snapshot.rows()).isEqualTo(frames);
    assertThat(snapshot.samples()).isEqualTo(clips);
    try (DataModule<VideoBatch> raw = over(layout).buildVideo();
        DataModule<VideoBatch> stored = fromStore().buildVideo()) {
      assertThat(stored.contents().clips()).isEqualTo(layout.clips());
      Read test = Read.of(stored, Split.TEST);
      assertThat(test).isEqualTo(Read.of(raw, Split.TEST));
      Read train = Read.of(stored, Split.TRAIN);
      assertThat(train.samples()).isEqualTo(Read.of(raw, Split.TRAIN).samples());
      assertThat(train.samples().size() + test.samples().size()).isEqualTo(clips);
      assertThat(stored.count(Split.TEST)).isEqualTo(test.samples().size());
    }
  }

  @Test
  void decodesNothingAgainWhereNothingHasChanged() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder.resolve("data"));
    FolderVideo layout = videos.layout().clipLengthInFrames(2).framesBetweenClips(1);
    PrepareOptions options = floats().withShardBytes(6 * 3 * SIDE * SIDE * 4);
    PrepareReport first = prepare(layout, options);
    PrepareReport again = prepare(layout, options);

    assertThat(first.outcome()).isEqualTo(PrepareReport.Outcome.COMMITTED);
    assertThat(again.outcome()).isEqualTo(PrepareReport.Outcome.UNCHANGED);
    assertThat(again.snapshot().id()).isEqualTo(first.snapshot().id());
    videos.video("train/d", 4);
    assertThat(prepare(layout, options).snapshot().samples())
        .isEqualTo(first.snapshot().samples() + 3);
  }

  @Test
  void isVerifiedDownToTheFramesOfItsVideos() throws IOException {
    FolderVideo layout =
        DrawnVideos.usual(folder.resolve("data"))
            .layout()
            .clipLengthInFrames(3)
            .framesBetweenClips(2)
            .targetFrame(TargetFrame.ALL);
    prepare(layout, floats());
    Verify verify = Verify.of(LocalSpark.session(), store());

    assertThat(verify.run(1000)).isEmpty();
    new DrawnData(folder.resolve("data")).picture("train/b/003.png", 7, 7);
    assertThat(verify.run(1000))
        .allSatisfy(damage -> assertThat(damage.detail()).contains("/train/b has changed since"))
        .hasSize(layout.clips().count(8));
  }

  @Test
  void tellsWhatClipsItHolds() throws IOException {
    FolderVideo layout =
        DrawnVideos.usual(folder.resolve("data"))
            .layout()
            .clipLengthInFrames(2)
            .framesBetweenClips(1);
    prepare(layout, floats());
    FolderVideo stored =
        FolderVideo.at("drawn", store())
            .normalDir("train")
            .maskDir("masks")
            .clipLengthInFrames(3)
            .framesBetweenClips(1);
    assertThatThrownBy(() -> over(stored).buildVideo())
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(
            "as clips of 3 frames, 1 between, target last: it was prepared with clips of 2 frames");
    assertThatThrownBy(() -> prepare(layout, PrepareOptions.packed()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(
            "Unsupported: a packed store of videos (use --kind tensors, which keeps each frame once)");
  }
}
