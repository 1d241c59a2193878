package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.sample.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoredSplitTest {
  private static ShardEntry shard(Map<Split, List<Integer>> splits, int chunks) {
    String name = "0".repeat(32);
    return new ShardEntry(
        new ShardEntry.File(name, 1, chunks * 4, 4, new ShardEntry.Head(64, 0), Map.of()),
        splits,
        new ShardEntry.IndexPart(name, 1, 1),
        "0".repeat(64));
  }

  private static StoredSplit split(List<List<Integer>> counts) {
    List<ShardEntry> shards = new ArrayList<>();
    for (List<Integer> chunks : counts) {
      Map<Split, List<Integer>> splits = new EnumMap<>(Split.class);
      if (chunks.stream().anyMatch(rows -> rows > 0)) {
        splits.put(Split.VAL, chunks);
      }
      shards.add(shard(splits, chunks.size()));
    }

    Snapshot.Commit commit = new Snapshot.Commit(1, "", "t");
    Snapshot snapshot = new Snapshot(commit, Drawn.facts(StoreKind.TENSORS), shards, List.of());
    return new StoredSplit(snapshot, Split.VAL);
  }

  @Property
  void ordinalsGoThroughTheShardsInOrder(
      @ForAll @Size(max = 6) List<@Size(max = 4) List<@IntRange(max = 4) Integer>> counts) {
    StoredSplit split = split(counts);

    int ordinal = 0;
    int chunks = 0;
    for (int shard = 0; shard < counts.size(); shard++) {
      assertThat(split.start(shard)).isEqualTo(ordinal);
      int place = 0;
      for (int chunk = 0; chunk < counts.get(shard).size(); chunk++) {
        int rows = counts.get(shard).get(chunk);
        if (rows > 0) {
          assertThat(split.chunks().start(chunks++)).isEqualTo(ordinal);
        }
        for (int i = 0; i < rows; i++, ordinal++, place++) {
          assertThat(split.shard(ordinal)).isEqualTo(shard);
          assertThat(split.chunk(ordinal)).isEqualTo(chunk);
          assertThat(split.place(ordinal)).isEqualTo(place);
        }
      }
    }

    assertThat(split.rows()).isEqualTo(ordinal);
    assertThat(split.chunks().rows()).isEqualTo(ordinal);
    assertThat(split.chunks().count()).isEqualTo(chunks);
    assertThat(split.start(counts.size())).isEqualTo(ordinal);
  }

  @Test
  void knowsWhichShardsItHasWhole() {
    StoredSplit split = split(List.of(List.of(4, 4), List.of(4, 1)));

    assertThat(split.isWhole(0)).isTrue();
    assertThat(split.isWhole(1)).isFalse();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> split.shard(13));
  }
}
