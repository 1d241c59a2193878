package io.millrace.spark.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plan.RowRange;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StoredImage;
import io.millrace.store.StoredSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkRunsTest {
  private static final StoreFacts FACTS =
      new StoreFacts(
          StoreKind.PACKED,
          StoredImage.PACKED,
          "",
          List.of(),
          new StoreFacts.Dataset("drawn", List.of(), Task.CLASSIFICATION),
          new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.FROM_TEST, 0.5, 1));

  /** A shard of chunks of ten rows; so many of each are of the training split. */
  private static ShardEntry shard(long bytes, Integer... train) {
    ShardEntry.File file =
        new ShardEntry.File(
            "ab", bytes, train.length * 10, 10, new ShardEntry.Head(1, 1), Map.of());
    return new ShardEntry(
        file,
        Map.of(Split.TRAIN, List.of(train)),
        new ShardEntry.IndexPart("cd", 1, 1),
        "0".repeat(64));
  }

  private static StoredSplit split(ShardEntry... shards) {
    return new StoredSplit(
        new Snapshot(new Snapshot.Commit(1, "", ""), FACTS, List.of(shards), List.of()),
        Split.TRAIN);
  }

  @Test
  void cutsAtChunksSoThatRunsHaveTheSameBytes() {
    StoredSplit even = split(shard(3000, 10, 10, 10), shard(3000, 10, 10, 10));
    assertThat(ChunkRuns.cut(even, 3))
        .containsExactly(new RowRange(0, 20), new RowRange(20, 40), new RowRange(40, 60));
    StoredSplit heavy = split(shard(1000, 10, 10), shard(9000, 10, 10));
    assertThat(ChunkRuns.cut(heavy, 2))
        .as("a row of the second shard weighs nine of the first")
        .containsExactly(new RowRange(0, 30), new RowRange(30, 40));
  }

  @Test
  void givesEveryRowToOneRunWhateverTheirNumber() {
    StoredSplit split = split(shard(500, 3, 0, 10), shard(70, 0, 0), shard(900, 1, 9, 10, 2));
    for (int most = 1; most < 20; most++) {
      List<Integer> rows = new ArrayList<>();
      for (RowRange run : ChunkRuns.cut(split, most)) {
        assertThat(run.rows()).isPositive();
        IntStream.range(run.from(), run.to()).forEach(rows::add);
      }

      assertThat(rows).containsExactlyElementsOf(IntStream.range(0, 35).boxed().toList());
      assertThat(ChunkRuns.cut(split, most)).hasSizeLessThanOrEqualTo(most);
    }
  }

  @Test
  void neverCutsAChunk() {
    assertThat(ChunkRuns.cut(split(shard(10, 10)), 8)).containsExactly(new RowRange(0, 10));
    assertThat(ChunkRuns.cut(split(), 8)).isEmpty();
  }
}
