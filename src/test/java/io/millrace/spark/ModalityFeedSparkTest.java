package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.datasets.DatasetLayout;
import io.millrace.feed.BatchFunction;
import io.millrace.feed.Device;
import io.millrace.feed.FeedReport;
import io.millrace.feed.NamedValues;
import io.millrace.feed.RankContext;
import io.millrace.feed.RankProgram;
import io.millrace.feed.Ranks;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.sample.Split;
import io.millrace.split.ValSplitMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranks and functions that get clips of videos, or pictures with depth maps. */
class ModalityFeedSparkTest {
  @TempDir private Path folder;

  /** What samples are. */
  enum Kind {
    VIDEO,
    DEPTH
  }

  /** Where their numbers come from. */
  enum Road {
    FILES,
    TENSORS
  }

  private DatasetLayout layout(Kind kind) throws IOException {
    return switch (kind) {
      case VIDEO ->
          DrawnVideos.usual(folder.resolve("data"))
              .layout()
              .clipLengthInFrames(3)
              .framesBetweenClips(1);
      case DEPTH -> DrawnDepth.usual(folder.resolve("data")).good(4, 20).layout();
    };
  }

  private DataModule<ImageBatch> module(Kind kind, Road road) throws IOException {
    DataModule<ImageBatch> files =
        sized(DataModule.builder(LocalSpark.session()).dataset(layout(kind)));
    files.setup();
    if (road == Road.FILES) {
      return files;
    }

    String store = folder.resolve("store").toString();
    files.prepare(
        store, PrepareOptions.tensors().withPrecision(Precision.FLOAT32).withShardBytes(4000));
    files.close();
    return sized(DataModule.builder(LocalSpark.session()).store(store));
  }

  private static DataModule<ImageBatch> sized(DataModuleBuilder builder) {
    return builder
        .imageSize(8, 8)
        .valSplit(ValSplitMode.SAME_AS_TEST, 0.5)
        .seed(3)
        .numWorkers(2)
        .trainBatchSize(4)
        .evalBatchSize(2)
        .build();
  }

  @ParameterizedTest
  @CsvSource({"VIDEO, FILES", "VIDEO, TENSORS", "DEPTH, FILES", "DEPTH, TENSORS"})
  void twoRanksMakeTheStepsOfOneAndEvaluateEachSampleOnce(Kind kind, Road road) throws IOException {
    try (DataModule<ImageBatch> module = module(kind, road)) {
      FeedReport<Diary> one = module.feed(Ranks.of(1), new DiaryProgram(2));
      FeedReport<Diary> two = module.feed(Ranks.of(2), new DiaryProgram(2));
      List<Diary> halves = two.results();
      List<String> joined = new ArrayList<>();
      for (int step = 0; step < one.results().get(0).steps().size(); step++) {
        joined.add(halves.get(0).steps().get(step) + " " + halves.get(1).steps().get(step));
      }

      int steps = 2 * (module.count(Split.TRAIN) / 4);
      assertThat(joined).isEqualTo(one.results().get(0).steps()).hasSize(steps);
      assertThat(two.ranks()).extracting(rank -> rank.figures().steps()).containsOnly((long) steps);
      List<String> evaluated = new ArrayList<>();
      halves.forEach(half -> evaluated.addAll(half.evaluated()));
      List<String> inOrder = new ArrayList<>();
      try (Dataloader<ImageBatch> loader = module.testDataloader();
          BatchStream<ImageBatch> batches = loader.iterator()) {
        batches.forEachRemaining(batch -> inOrder.addAll(batch.sampleId()));
      }

      assertThat(evaluated).isEqualTo(inOrder).hasSize(module.count(Split.TEST));
      int batches = halves.get(0).evaluations();
      assertThat(halves).extracting(Diary::evaluations).containsOnly(batches);
    }
  }

  /** Gives the shape of the numbers that a rank gets. */
  private record Shapes() implements RankProgram<String> {
    @Override
    public String run(RankContext context) throws IOException {
      try (var batches = context.train(0)) {
        var tensors = batches.next().host().tensors();
        ItemField more =
            tensors.containsKey(ItemField.DEPTH_MAP) ? ItemField.DEPTH_MAP : ItemField.FRAMES;
        return tensors.get(ItemField.IMAGE) + " " + tensors.get(more);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VIDEO, FILES, 'F32[2, 3, 3, 8, 8] I64[2]'",
    "VIDEO, TENSORS, 'F32[2, 3, 3, 8, 8] I64[2]'",
    "DEPTH, FILES, 'F32[2, 3, 8, 8] F32[2, 1, 8, 8]'",
    "DEPTH, TENSORS, 'F32[2, 3, 8, 8] F32[2, 1, 8, 8]'"
  })
  void ranksGetFramesAndMaps(Kind kind, Road road, String shapes) throws IOException {
    try (DataModule<ImageBatch> module = module(kind, road)) {
      assertThat(module.feed(Ranks.of(2), new Shapes()).results()).containsOnly(shapes);
    }
  }

  /** The sum of each sample's numbers. */
  private record Sums() implements BatchFunction {
    @Override
    public Opened open(Device device) {
      return batch -> {
        List<Double> sums = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
          double sum = 0;
          var values = batch.host().tensors().get(ItemField.IMAGE).slice(i).data().asFloatBuffer();
          while (values.hasRemaining()) {
            sum += values.get();
          }

          sums.add(sum);
        }

        return NamedValues.of("sum", sums);
      };
    }
  }

  @ParameterizedTest
  @CsvSource({"VIDEO", "DEPTH"})
  void functionsSeeTheSameOfBothRoads(Kind kind) throws IOException {
    StructType schema = new StructType().add("sum", DataTypes.DoubleType);
    List<List<String>> both = new ArrayList<>();
    for (Road road : Road.values()) {
      try (DataModule<ImageBatch> module = module(kind, road)) {
        List<Row> rows =
            module.mapBatches(Split.TEST, new Sums(), schema).orderBy("sample_id").collectAsList();
        assertThat(rows).hasSize(module.count(Split.TEST));
        both.add(rows.stream().map(Row::toString).toList());
      }
    }

    assertThat(Arrays.asList(both.get(0))).isEqualTo(Arrays.asList(both.get(1)));
  }
}
