package io.millrace.batch;

import io.millrace.sample.Split;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import java.util.Arrays;
import java.util.List;

/** Counts the chunks of a snapshot through, shard by shard, whatever splits their rows are of. */
final class ChunkNumbers {
  private final List<ShardEntry> shards;

  /** The first number of each shard, and after them how many there are. */
  private final int[] starts;

  ChunkNumbers(Snapshot snapshot) {
    this.shards = snapshot.shards();
    this.starts = new int[shards.size() + 1];
    for (int shard = 0; shard < shards.size(); shard++) {
      starts[shard + 1] = starts[shard] + shards.get(shard).file().chunks();
    }
  }

  int count() {
    return starts[shards.size()];
  }

  int number(int shard, int chunk) {
    return starts[shard] + chunk;
  }

  /** The shard, by its place in the snapshot, that has the chunk. */
  int shard(int number) {
    int found = Arrays.binarySearch(starts, number + 1);
    return (found >= 0 ? found : -found - 1) - 1;
  }

  /** The number of a chunk within its shard. */
  int chunk(int number) {
    return number - starts[shard(number)];
  }

  /** The chunks that have rows of a split: the plan's, in its order. */
  int[] of(Split split) {
    int[] numbers = new int[count()];
    int size = 0;
    for (int shard = 0; shard < shards.size(); shard++) {
      List<Integer> rows = shards.get(shard).splits().getOrDefault(split, List.of());
      for (int chunk = 0; chunk < rows.size(); chunk++) {
        if (rows.get(chunk) > 0) {
          numbers[size++] = number(shard, chunk);
        }
      }
    }

    return Arrays.copyOf(numbers, size);
  }
}
