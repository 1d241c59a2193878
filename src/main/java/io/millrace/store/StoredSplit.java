package io.millrace.store;

import io.millrace.plan.Chunks;
import io.millrace.sample.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Where the rows of one split are. Ordinals count its rows from 0, in the order of the shards and
 * of their rows; the chunks of a plan are those that have rows of the split.
 */
public final class StoredSplit {
  private final Snapshot snapshot;
  private final Split split;

  /** The first ordinal of each shard, and after them the number of rows. */
  private final int[] starts;

  private final Chunks chunks;

  /**
   * A split of a snapshot.
   *
   * @throws IllegalArgumentException if it has more than 2^31 - 1 rows
   */
  public StoredSplit(Snapshot snapshot, Split split) {
    this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
    this.split = Objects.requireNonNull(split, "split");
    this.chunks = Chunks.of(snapshot.shards().stream().flatMapToInt(this::rowsOfChunks).toArray());
    this.starts = new int[snapshot.shards().size() + 1];
    for (int shard = 0; shard < snapshot.shards().size(); shard++) {
      starts[shard + 1] = starts[shard] + snapshot.shards().get(shard).rows(split);
    }
  }

  private IntStream rowsOfChunks(ShardEntry shard) {
    return counts(shard).stream().mapToInt(Integer::intValue).filter(rows -> rows > 0);
  }

  private List<Integer> counts(ShardEntry shard) {
    return shard.splits().getOrDefault(split, List.of());
  }

  /** The snapshot. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** The split. */
  public Split split() {
    return split;
  }

  /** How many rows it has. */
  public int rows() {
    return starts[starts.length - 1];
  }

  /** The sizes of its chunks, for a plan. */
  public Chunks chunks() {
    return chunks;
  }

  /** The shard, by its place in the snapshot, that has the row of an ordinal. */
  public int shard(int ordinal) {
    Objects.checkIndex(ordinal, rows());
    int found = Arrays.binarySearch(starts, ordinal + 1);
    return found >= 0 ? firstOf(found) : -found - 2;
  }

  /** Shards without rows of the split share their start with the next one. */
  private int firstOf(int found) {
    int shard = found;
    while (shard > 0 && starts[shard - 1] == starts[found]) {
      shard--;
    }

    return shard - 1;
  }

  /** Its place among the shard's rows of this split: the same as among those of the index part. */
  public int place(int ordinal) {
    return ordinal - starts[shard(ordinal)];
  }

  /** The first ordinal of a shard; for the number of shards, the number of rows. */
  public int start(int shard) {
    return starts[shard];
  }

  /** The chunk of its shard that has the row of an ordinal. */
  public int chunk(int ordinal) {
    int rest = place(ordinal);
    List<Integer> counts = counts(snapshot.shards().get(shard(ordinal)));
    int chunk = 0;
    while (rest >= counts.get(chunk)) {
      rest -= counts.get(chunk++);
    }

    return chunk;
  }

  /** Whether all rows of a shard are of this split, so that place and row are the same. */
  public boolean isWhole(int shard) {
    ShardEntry entry = snapshot.shards().get(shard);
    return entry.rows(split) == entry.file().rows();
  }
}
