package io.millrace.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.datasets.MVTecAD;
import io.millrace.feed.FeedReport;
import io.millrace.feed.RankReport;
import io.millrace.feed.Ranks;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Split;
import io.millrace.spark.feed.FeedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ranks in a local session: what each of them gets, and how a run ends. */
class FeedSparkTest {
  private static final int PICTURES = 44;

  @TempDir private Path folder;

  /** Where the numbers come from. */
  enum Road {
    FILES,
    PACKED,
    TENSORS
  }

  @BeforeEach
  void draw() throws IOException {
    DrawnData data = new DrawnData(folder.resolve("data"));
    data.category("bottle");
    for (int i = 5; i < PICTURES; i++) {
      data.picture("bottle/train/good/%03d.png".formatted(i));
    }
  }

  private DataModuleBuilder files() {
    return DataModule.builder(LocalSpark.session())
        .dataset(MVTecAD.at(folder.resolve("data").toString()).category("bottle"))
        .imageSize(8, 8)
        .seed(3)
        .numWorkers(2)
        .trainBatchSize(8)
        .evalBatchSize(2);
  }

  private DataModule<ImageBatch> module(Road road) {
    if (road == Road.FILES) {
      DataModule<ImageBatch> module = files().build();
      module.setup();
      return module;
    }

    String store = folder.resolve(road.name()).toString();
    try (DataModule<ImageBatch> module = files().build()) {
      module.setup();
      module.prepare(
          store, road == Road.PACKED ? PrepareOptions.packed() : PrepareOptions.tensors());
    }

    DataModuleBuilder builder =
        DataModule.builder(LocalSpark.session())
            .store(store)
            .numWorkers(2)
            .trainBatchSize(8)
            .evalBatchSize(2);
    return (road == Road.PACKED ? builder.imageSize(8, 8) : builder).build();
  }

  @ParameterizedTest
  @EnumSource
  void twoRanksMakeTheStepsOfOne(Road road) {
    try (DataModule<ImageBatch> module = module(road)) {
      FeedReport<Diary> one = module.feed(Ranks.of(1), new DiaryProgram(2));
      FeedReport<Diary> two = module.feed(Ranks.of(2), new DiaryProgram(2));

      List<Diary> halves = two.results();
      List<String> joined = new ArrayList<>();
      for (int step = 0; step < one.results().get(0).steps().size(); step++) {
        joined.add(halves.get(0).steps().get(step) + " " + halves.get(1).steps().get(step));
      }

      assertThat(joined).isEqualTo(one.results().get(0).steps()).hasSize(2 * (PICTURES / 8));
      assertThat(two.retries()).isZero();
      assertThat(two.bad()).isEmpty();
      assertThat(two.ranks()).extracting(rank -> rank.figures().steps()).containsOnly(10L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void evaluationGivesEverySampleOnceAndAsManyStepsToAll(Road road) {
    try (DataModule<ImageBatch> module = module(road)) {
      FeedReport<Diary> report = module.feed(Ranks.of(2), new DiaryProgram(0));

      List<String> ids = new ArrayList<>();
      report.results().forEach(diary -> ids.addAll(diary.evaluated()));
      assertThat(ids).doesNotHaveDuplicates().hasSize(module.count(Split.TEST));
      assertThat(report.results()).extracting(Diary::evaluations).containsOnly(2);
      List<String> inOrder = new ArrayList<>();
      try (Dataloader<ImageBatch> loader = module.testDataloader();
          BatchStream<ImageBatch> batches = loader.iterator()) {
        batches.forEachRemaining(batch -> inOrder.addAll(batch.sampleId()));
      }

      assertThat(ids).isEqualTo(inOrder);
    }
  }

  @Test
  void refusesWhatCannotRun() {
    try (DataModule<ImageBatch> module = module(Road.FILES)) {
      assertThatThrownBy(() -> module.feed(Ranks.of(3), new DiaryProgram(1)))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessage(
              "Cannot share global batches of 8 rows among 3 ranks (the number of ranks must divide the batch)");
      assertThatThrownBy(() -> module.feed(Ranks.of(4), new DiaryProgram(1)))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessage(
              "Cannot run 4 ranks of 1 cores and 0 GPUs at once: there are 2 slots, 4 are needed (use --master local[4], or fewer ranks)");
      assertThatThrownBy(() -> module.feed(Ranks.of(2).gpusPerRank(1), new DiaryProgram(1)))
          .isInstanceOf(InvalidConfigException.class)
          .hasMessage(
              "Cannot give 2 ranks a GPU each: executors have none (set spark.executor.resource.gpu.amount, see conf/, or ask for no GPUs)");
    }
  }

  @Test
  void aBadSampleKeepsItsSlotAndIsListed() throws IOException {
    Path broken = folder.resolve("data/bottle/train/good/007.png");
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    try (DataModule<ImageBatch> module = module(Road.FILES)) {
      FeedReport<Diary> report = module.feed(Ranks.of(2).maxBad(1), new DiaryProgram(4));

      assertThat(report.bad())
          .extracting(finding -> finding.sampleId())
          .containsExactly("bottle/train/good/007.png");
      TreeSet<String> invalid = new TreeSet<>();
      report.results().forEach(diary -> invalid.addAll(diary.invalid()));
      assertThat(invalid).containsExactly("bottle/train/good/007.png");
      assertThat(report.ranks()).extracting(rank -> rank.figures().steps()).containsOnly(20L);
      assertThatThrownBy(() -> module.feed(Ranks.of(2), new DiaryProgram(4)))
          .isInstanceOf(BadSampleException.class)
          .hasMessageStartingWith(
              "Cannot train: 1 bad samples, and 0 are allowed (mend them, or allow more with maxBad):\n  bottle/train/good/007.png: ");
    }
  }

  @Test
  void namesTheRankWhoseProgramThrows() {
    try (DataModule<ImageBatch> module = module(Road.FILES)) {
      assertThatThrownBy(
              () ->
                  module.feed(
                      Ranks.of(2),
                      context -> {
                        if (context.rank() == 1) {
                          throw new IllegalStateException("no such layer");
                        }
                        return 0;
                      }))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("rank 1 on ")
          .hasMessageEndingWith("no such layer");
    }
  }

  @Test
  void goesOnFromItsCheckpointWithOtherRanks() {
    try (DataModule<ImageBatch> module = module(Road.FILES)) {
      String checkpoints = folder.resolve("checkpoints").toString();
      List<String> whole = module.feed(Ranks.of(1), new DiaryProgram(3)).results().get(0).steps();
      FeedReport<Diary> begun =
          module.feed(Ranks.of(2).checkpoints(checkpoints), new DiaryProgram(3).until(7));
      FeedReport<Diary> ended =
          module.feed(Ranks.of(1).checkpoints(checkpoints), new DiaryProgram(3));

      assertThat(begun.ranks())
          .extracting(RankReport::result)
          .extracting(Diary::ended)
          .containsOnly(7L);
      assertThat(ended.results().get(0).began()).isEqualTo(7);
      assertThat(ended.results().get(0).steps()).isEqualTo(whole.subList(7, whole.size()));
      try (DataModule<ImageBatch> other = files().seed(4).build()) {
        other.setup();
        assertThatThrownBy(
                () -> other.feed(Ranks.of(1).checkpoints(checkpoints), new DiaryProgram(3)))
            .isInstanceOf(InvalidConfigException.class)
            .hasMessage(
                "Cannot go on from %s: seed is 3 in the state and 4 here (give another folder for checkpoints)"
                    .formatted(checkpoints));
      }
    }
  }
}
