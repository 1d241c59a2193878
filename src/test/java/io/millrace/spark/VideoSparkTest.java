package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.VideoBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Folder;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoSparkTest {
  @TempDir private Path folder;

  private static DataModule<VideoBatch> module(DatasetLayout layout) {
    return module(layout, builder -> builder);
  }

  private static DataModule<VideoBatch> module(
      DatasetLayout layout, UnaryOperator<DataModuleBuilder> change) {
    DataModuleBuilder builder =
        DataModule.builder(LocalSpark.session())
            .dataset(layout)
            .imageSize(8, 8)
            .trainBatchSize(4)
            .evalBatchSize(4)
            .seed(3)
            .valSplit(ValSplitMode.SAME_AS_TEST, 0.5);
    DataModule<VideoBatch> module = change.apply(builder).buildVideo();
    module.setup();
    return module;
  }

  private static List<String> rows(DataModule<VideoBatch> module, Split split) {
    List<String> rows = new ArrayList<>();
    for (Row row : module.samples(split).collectAsList()) {
      rows.add(
          "%s %s %d+%d"
              .formatted(
                  row.getAs("sample_id"),
                  row.getAs("label"),
                  row.<Integer>getAs("first_frame"),
                  row.<Integer>getAs("frames")));
    }

    return rows;
  }

  @Test
  void cutsFoldersOfFramesIntoClipsLabelledByTheirTarget() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder);
    try (DataModule<VideoBatch> module =
        module(videos.layout().clipLengthInFrames(3).framesBetweenClips(2))) {
      assertThat(rows(module, Split.TEST))
          .containsExactly(
              "test/x#000000 normal 0+3",
              "test/x#000002 abnormal 2+3",
              "test/x#000004 normal 4+3",
              "test/x#000006 normal 6+3",
              "test/y#000000 normal 0+3",
              "test/y#000002 normal 2+3");
      assertThat(module.count(Split.TRAIN)).isEqualTo(2 + 3 + 3);
      assertThat(module.size()).isEqualTo(14);
    }
  }

  @Test
  void neverSharesAVideoBetweenSubsets() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder);
    try (DataModule<VideoBatch> module =
        module(
            videos.layout().clipLengthInFrames(2).framesBetweenClips(1),
            builder -> builder.valSplit(ValSplitMode.FROM_TRAIN, 0.34))) {
      Set<String> train = videosOf(module, Split.TRAIN);
      Set<String> val = videosOf(module, Split.VAL);

      assertThat(train).hasSize(2).doesNotContainAnyElementsOf(val);
      assertThat(val).hasSize(1);
    }
  }

  private static Set<String> videosOf(DataModule<VideoBatch> module, Split split) {
    Set<String> videos = new TreeSet<>();
    module.samples(split).collectAsList().forEach(row -> videos.add(row.getAs("image_path")));
    return videos;
  }

  /** The same frames read as pictures of their own, by the road of pictures. */
  private Map<String, HostTensor> pictures() {
    Folder layout = Folder.at("frames", folder.toString()).normalDir("test/x", "test/y", "train");
    Map<String, HostTensor> pictures = new HashMap<>();
    try (var module =
        DataModule.builder(LocalSpark.session())
            .dataset(layout)
            .imageSize(8, 8)
            .testSplit(TestSplitMode.NONE, 0.2)
            .valSplit(ValSplitMode.NONE, 0.5)
            .build()) {
      module.setup();
      try (var loader = module.trainDataloader()) {
        loader.forEach(
            batch -> {
              for (int i = 0; i < batch.size(); i++) {
                pictures.put(batch.imagePath().get(i), batch.item(i).image());
              }
            });
      }
    }

    return pictures;
  }

  @Test
  void framesOfClipsAreThoseOfPictures() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder);
    Map<String, HostTensor> pictures = pictures();
    try (DataModule<VideoBatch> module =
            module(videos.layout().clipLengthInFrames(3).framesBetweenClips(1));
        Dataloader<VideoBatch> loader = module.testDataloader()) {
      int clips = 0;
      for (VideoBatch batch : loader) {
        HostBatch host = batch.host();
        for (int i = 0; i < batch.size(); i++) {
          long target = batch.targetFrame().getLong(i);
          for (int t = 0; t < 3; t++) {
            String path = batch.videoPath().get(i) + "/%03d.png".formatted(target - 2 + t);
            assertThat(host.tensors().get(ItemField.IMAGE).slice(i).slice(t).data())
                .isEqualTo(pictures.get(path).data());
          }

          boolean abnormal = batch.videoPath().get(i).endsWith("x") && target >= 3 && target < 6;
          assertThat(batch.gtLabel().getBoolean(i)).isEqualTo(abnormal);
          assertThat(batch.gtMask().get(i).any().getBoolean()).isEqualTo(abnormal);
          clips++;
        }
      }

      assertThat(clips).isEqualTo(7 + 4);
    }
  }

  @Test
  void squeezesClipsOfOneFrame() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder);
    try (DataModule<VideoBatch> module =
            module(videos.layout().clipLengthInFrames(1).framesBetweenClips(5));
        Dataloader<VideoBatch> loader = module.testDataloader();
        BatchStream<VideoBatch> epoch = loader.iterator()) {
      VideoBatch batch = epoch.next();
      assertThat(batch.image().getShape().getShape()).containsExactly(4, 3, 8, 8);
      assertThat(batch.gtMask().getShape().getShape()).containsExactly(4, 8, 8);
      assertThat(batch.gtLabel().toBooleanArray()).containsExactly(false, true, false, false);
      assertThat(batch.lastFrame().toIntArray()).containsExactly(5, 5, 5, 5);
    }
  }

  @Test
  void keepsOriginalFramesWhereTheyAreWanted() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder);
    RunConfig run =
        RunConfig.of(
            videos
                .layout()
                .clipLengthInFrames(2)
                .framesBetweenClips(1)
                .targetFrame(TargetFrame.ALL));
    run = run.with(run.pixels().with(OriginalFrames.KEEP));
    RunConfig keeping = run;
    try (DataModule<VideoBatch> module =
            module(run.dataset(), builder -> builder.config(keeping).imageSize(8, 8));
        Dataloader<VideoBatch> loader = module.testDataloader();
        BatchStream<VideoBatch> epoch = loader.iterator()) {
      VideoBatch batch = epoch.next();
      long[] shape = batch.originalImage().getShape().getShape();
      assertThat(shape[1]).isEqualTo(2);
      assertThat(shape[3]).isEqualTo(DrawnData.SIDE);
      assertThat(batch.gtLabel().getShape().dimension()).isEqualTo(2);
    }
  }

  @Test
  void takesLabelsFromATableOfFrames() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder);
    Path table = Files.writeString(folder.resolve("labels.csv"), "video,first,last\nx,2,3\ny,,\n");
    var layout =
        videos
            .layout()
            .maskDir()
            .labels(table.toString())
            .clipLengthInFrames(2)
            .framesBetweenClips(2);
    try (DataModule<VideoBatch> module = module(layout)) {
      assertThat(rows(module, Split.TEST))
          .containsExactly(
              "test/x#000000 normal 0+2",
              "test/x#000002 abnormal 2+2",
              "test/x#000004 normal 4+2",
              "test/x#000006 normal 6+2",
              "test/y#000000 normal 0+2",
              "test/y#000002 normal 2+2",
              "test/y#000004 normal 4+2");
    }

    assertThatThrownBy(() -> module(layout.targetFrame(TargetFrame.ALL)))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("Unsupported target_frame: all, with labels from " + table);
  }

  @Test
  void namesAVideoWhoseMasksDoNotFitAndGoesOnWithoutIt() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder).video("test/z", 4).masks("masks/z", 3, 0, 3);
    var layout = videos.layout().clipLengthInFrames(2).framesBetweenClips(1);
    try (DataModule<VideoBatch> module = module(layout)) {
      assertThatThrownBy(module::testDataloader)
          .isInstanceOf(BadSampleException.class)
          .hasMessageContaining("test/z: ")
          .hasMessageContaining("has masks of 3 frames but its video has 4");
    }

    try (DataModule<VideoBatch> module =
            module(layout, builder -> builder.onBadSample(OnBadSample.QUARANTINE));
        Dataloader<VideoBatch> loader = module.testDataloader()) {
      assertThat(loader.samples()).isEqualTo(8 + 5);
      assertThat(loader.quarantined()).hasSize(1);
    }
  }

  @Test
  void listsVideosThatAreShorterThanAClip() throws IOException {
    DrawnVideos videos = DrawnVideos.usual(folder).video("train/short", 2);
    try (DataModule<VideoBatch> module =
        module(videos.layout().clipLengthInFrames(3).framesBetweenClips(1))) {
      List<Row> found = module.audit(AuditDepth.LISTING).collectAsList();

      assertThat(found).hasSize(1);
      assertThat(found.get(0).getString(1)).isEqualTo("short_video");
      assertThat(found.get(0).getString(4)).isEqualTo("has 2 frames, fewer than a clip of 3");
      assertThat(module.audit(AuditDepth.PIXELS).count()).isEqualTo(1);
    }
  }

  @Test
  void namesATrainingVideoThatTheTableCallsAbnormal() throws IOException {
    Path table = Files.writeString(folder.resolve("ranges.csv"), "video,first,last\nshaky,1,2\n");
    DrawnVideos videos = DrawnVideos.usual(folder).video("train/shaky", 4);
    var layout = videos.layout().labels(table.toString());
    try (DataModule<VideoBatch> module =
        module(layout.clipLengthInFrames(2).framesBetweenClips(1))) {
      List<Row> found = module.audit(AuditDepth.LISTING).collectAsList();

      assertThat(found).hasSize(1);
      assertThat(found.get(0).getString(1)).isEqualTo("abnormal_training");
      assertThat(found.get(0).getString(2)).isEqualTo("train/shaky");
      assertThat(found.get(0).getString(4))
          .isEqualTo("is for training but 2 frames of it are labelled abnormal");
    }
  }

  @Test
  void refusesBatchesOfVideosWhereThereAreNone() throws IOException {
    new DrawnData(folder).category("grid");
    Folder layout = Folder.at("f", folder.toString()).normalDir("grid/train/good");
    assertThatThrownBy(() -> DataModule.builder(LocalSpark.session()).dataset(layout).buildVideo())
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(
            "Cannot make batches of videos: f has none (call buildDepth() or build())");
  }
}
