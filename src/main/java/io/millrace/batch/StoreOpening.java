package io.millrace.batch;

import io.millrace.sample.Split;
import io.millrace.storage.CountedStorage;
import io.millrace.storage.Storage;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredSplit;
import java.util.List;
import java.util.Objects;

/**
 * A snapshot whose shards are about to be read.
 *
 * @param storage that holds the store
 * @param paths of the store
 * @param snapshot of it
 * @param recipe on packed shards the whole one, on tensors what was not baked
 */
public record StoreOpening(Storage storage, StorePaths paths, Snapshot snapshot, Recipe recipe) {
  public StoreOpening {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(paths, "paths");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(recipe, "recipe");
  }

  /** All rows of a split, each once an epoch; chunks take about so many bytes of memory. */
  public StoredRows rows(StoredTable table, Split split, long chunkBytes) {
    CountedStorage counted = new CountedStorage(storage);
    List<ShardEntry> shards = snapshot.shards();
    ChunkMemory.RowCounts counts =
        (shard, chunk) -> shards.get(shard).splits().get(split).get(chunk);
    ChunkMemory memory =
        new ChunkMemory(new ChunkSource(counted, paths, snapshot), counts, chunkBytes);
    return new StoredRows(table, new StoredSplit(snapshot, split), counted, reader(memory));
  }

  /** Any rows, any number of times. */
  public ShardReader reader(long chunkBytes) {
    ChunkSource source = new ChunkSource(storage, paths, snapshot);
    return reader(new ChunkMemory(source, (shard, chunk) -> Integer.MAX_VALUE, chunkBytes));
  }

  private ShardReader reader(ChunkMemory memory) {
    return switch (snapshot.facts().kind()) {
      case PACKED -> new PackedReader(memory, recipe);
      case TENSORS -> new TensorReader(memory, snapshot.facts().image(), recipe);
    };
  }
}
