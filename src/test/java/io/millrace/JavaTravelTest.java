package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.millrace.batch.DeviceNormalize;
import io.millrace.batch.Recipe;
import io.millrace.datasets.ADAM3D;
import io.millrace.datasets.Avenue;
import io.millrace.datasets.Folder;
import io.millrace.datasets.Folder3D;
import io.millrace.datasets.FolderVideo;
import io.millrace.datasets.FrameLabels;
import io.millrace.datasets.MVTec3D;
import io.millrace.datasets.MVTecAD;
import io.millrace.datasets.Place;
import io.millrace.datasets.ShanghaiTech;
import io.millrace.datasets.StoredDataset;
import io.millrace.datasets.UCSDped;
import io.millrace.decode.Decoding;
import io.millrace.decode.Draft;
import io.millrace.decode.Limits;
import io.millrace.feed.Device;
import io.millrace.feed.Lease;
import io.millrace.feed.Peer;
import io.millrace.feed.RankFigures;
import io.millrace.feed.Ranks;
import io.millrace.item.BatchLayout;
import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.plan.Chunks;
import io.millrace.plan.EvalPlan;
import io.millrace.plan.OrderHash;
import io.millrace.plan.PlanState;
import io.millrace.plan.RowRange;
import io.millrace.plan.TrainRule;
import io.millrace.random.Draws;
import io.millrace.sample.Clips;
import io.millrace.sample.Contents;
import io.millrace.sample.Depth;
import io.millrace.sample.Finding;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Reason;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.sample.TargetFrame;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.store.Damage;
import io.millrace.store.DoneMarkers;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardTensor;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredImage;
import io.millrace.train.Autoencoder;
import io.millrace.train.AutoencoderResult;
import io.millrace.train.Backbone;
import io.millrace.train.ChannelChoice;
import io.millrace.train.Embed;
import io.millrace.train.EncodedRows;
import io.millrace.train.EvaluationLedger;
import io.millrace.train.GaussianModel;
import io.millrace.train.GaussianStatistics;
import io.millrace.train.ModelInput;
import io.millrace.train.PadimFeatures;
import io.millrace.train.PadimScore;
import io.millrace.train.PixelCounts;
import io.millrace.train.Score;
import io.millrace.transform.CenterCrop;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.RandomHorizontalFlip;
import io.millrace.transform.RandomVerticalFlip;
import io.millrace.transform.Resize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that an executor is sent arrive as they left. */
class JavaTravelTest {
  private static final IndexRow.FileFacts FILE =
      new IndexRow.FileFacts("/data/ü/000.png", 5_000_000_000L, 1, "ab", "png");

  private static final EvaluationLedger SCORED =
      new EvaluationLedger(
          List.of(new EvaluationLedger.Row("a", 0, 0.5), new EvaluationLedger.Row("b", 1, 1)));

  private static final PadimFeatures PADIM =
      new PadimFeatures(Backbone.SMALL, new ChannelChoice(50, 1));

  private static final Folder3D DEPTH =
      Folder3D.at("nuts", "data/nuts").normalDir("good").normalDepthDir("xyz");

  private static final Snapshot STORED = stored();

  private static GaussianModel gaussians() {
    GaussianStatistics statistics = new GaussianStatistics(1, 2);
    statistics.add(new float[] {1, 2});
    statistics.add(new float[] {2, 2});
    return statistics.model(0.01);
  }

  private static Snapshot stored() {
    ShardEntry.File file =
        new ShardEntry.File(
            "ab", 1, 5, 3, new ShardEntry.Head(64, -1), Map.of(ShardTensor.IMAGE, List.of(1, 2)));
    Map<Split, List<Integer>> splits = Map.of(Split.TRAIN, List.of(3, 2), Split.VAL, List.of(1, 0));
    return new Snapshot(
        new Snapshot.Commit(1, "", "token"),
        new StoreFacts(
            StoreKind.TENSORS,
            new StoredImage(DType.U8, 4, 5),
            "[]",
            List.of("png=millrace"),
            new StoreFacts.Dataset("MVTecAD", List.of("grid"), Task.SEGMENTATION),
            new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.FROM_TEST, 0.5, 42)),
        List.of(new ShardEntry(file, splits, new ShardEntry.IndexPart("cd", 2, 6), "00")),
        List.of(new Snapshot.LeftOut("grid/1.png", "truncated", "is short")));
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void valuesArriveAsTheyLeft(Serializable value) throws Exception {
    assertThat(sent(value)).isEqualTo(value).hasSameHashCodeAs(value);
  }

  @Test
  void everySerializableRecordIsTriedHere() {
    Set<String> tried =
        travellers()
            .map(value -> value.getClass().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> serializable =
        House.CLASSES.stream()
            .filter(type -> type.isRecord() && type.isAssignableTo(Serializable.class))
            // functions of Spark: its own tests send them, with all that they hold; so do those of
            // what a tally holds
            .filter(type -> !type.getPackageName().startsWith("io.millrace.spark"))
            .filter(type -> !type.getPackageName().startsWith("io.millrace.report"))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(tried).containsAll(serializable);
  }

  static Stream<Serializable> travellers() {
    Compose transforms =
        Compose.of(
            Resize.exact(256, 128),
            new CenterCrop(64, 32),
            new RandomHorizontalFlip(0.5),
            new RandomVerticalFlip(0.25),
            Normalize.IMAGENET);
    Folder folder = Folder.at("nuts", "data/nuts").normalDir("good", "fine").abnormalDir("crack");
    return Stream.of(
        transforms,
        Compose.NONE,
        Resize.shorterSide(9),
        Resize.shorterSide(9).target(),
        Resize.exact(256, 128),
        new CenterCrop(64, 32),
        new RandomHorizontalFlip(0.5),
        new RandomVerticalFlip(0.25),
        Normalize.IMAGENET,
        new Recipe(transforms, Precision.FLOAT32, Task.SEGMENTATION, 0, Decoding.standard()),
        Limits.standard(),
        Decoding.standard(),
        Draft.NONE,
        new Size(3, 4),
        new BatchLayout(new Size(3, 4), Precision.UINT8, Task.CLASSIFICATION),
        new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.FROM_TEST, 0.5, 42),
        Draws.of(1, 2, "grid/train/good/000.png"),
        new Source("/data/ü/000.png", 5_000_000_000L),
        new FrameRange(3, 16),
        new Clips(16, 5, TargetFrame.MID),
        Depth.Z,
        new Contents(
            Task.SEGMENTATION, new Clips(2, 1, TargetFrame.ALL), Depth.NONE, OriginalFrames.KEEP),
        new Finding(Reason.UNREADABLE, "grid/train/good/000.png", "/data/000.png", "is empty"),
        MVTecAD.at("data/MVTecAD").categories("grid", "bottle"),
        folder,
        new StoredDataset("/data/store"),
        folder.dirs(),
        MVTec3D.at("data/3d").category("bagel"),
        ADAM3D.at("data/adam"),
        DEPTH,
        DEPTH.dirs(),
        DEPTH.dirs().pictures(),
        Avenue.at("data/avenue").targetFrame(TargetFrame.ALL),
        ShanghaiTech.at("data/st").scene(3),
        UCSDped.at("data/ucsd").category("UCSDped2"),
        FolderVideo.at("belt", "data/belt").normalDir("calm").labels("l.csv"),
        FrameLabels.parse("video,first,last\n1.mp4,3,9\n2.mp4,,", "l.csv"),
        new Place("/data/grid", "grid", "grid", "category", "grid/"),
        TrainRule.of(42, 32, 4),
        new EvalPlan(83, 4, 16),
        new RowRange(2, 5),
        new OrderHash(3),
        new PlanState("abc", "train", TrainRule.of(42, 32, 4), 1, 2, "def"),
        STORED.facts(),
        STORED.facts().image(),
        STORED.facts().dataset(),
        new StorePaths("/data/store"),
        STORED.shards().get(0),
        STORED.shards().get(0).file(),
        STORED.shards().get(0).file().head(),
        STORED.shards().get(0).index(),
        STORED.quarantine().get(0),
        new DoneMarkers.Done(STORED.shards(), STORED.quarantine()),
        new IndexRow(Split.VAL, 3, "a", "", "good", Label.NORMAL, FILE, IndexRow.FileFacts.NONE),
        FILE,
        Device.gpu(1),
        new Peer(1, "worker1", 4000),
        new Lease(3, "run", 1),
        Ranks.of(4).gpusPerRank(1).checkpoints("/data/checkpoints"),
        Ranks.of(4).run(),
        Ranks.Patience.USUAL,
        RankFigures.NONE,
        new DeviceNormalize(List.of(0.5f, 0.5f, 0.5f), List.of(1f, 2f, 3f)),
        Autoencoder.Model.SMALL,
        Autoencoder.Schedule.of(3),
        new Autoencoder(Autoencoder.Model.SMALL, Autoencoder.Schedule.of(3)),
        SCORED,
        SCORED.rows().get(0),
        SCORED.auroc(2),
        new AutoencoderResult.Training(3, 0.5, "ab"),
        new AutoencoderResult(
            new AutoencoderResult.Training(3, 0.5, "ab"), SCORED, new PixelCounts(), 0),
        Backbone.SMALL,
        new ChannelChoice(50, 1),
        PADIM,
        new PadimScore(PADIM, gaussians(), 1),
        new Embed(List.of("a.pt"), ModelInput.UNIT, EncodedRows.NPZ),
        new Score(List.of("a.pt"), ModelInput.UNIT, EncodedRows.SAFETENSORS),
        new Damage("ab", "chunk 3 of image", "it is missing", List.of("a.png")),
        Chunks.uniform(10_000_000, 1));
  }

  private static Object sent(Serializable value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
