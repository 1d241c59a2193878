package io.millrace.batch;

import io.millrace.sample.Split;
import io.millrace.storage.CountedStorage;
import io.millrace.storage.FewOpenFiles;
import io.millrace.storage.Storage;
import io.millrace.store.ChunkCache;
import io.millrace.store.Snapshot;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredSplit;
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
  /** Shards that hold a handle of the system at once: many systems allow 1,024 a process. */
  private static final int HANDLES = 128;

  public StoreOpening {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(paths, "paths");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(recipe, "recipe");
  }

  /** All rows of a split, each once an epoch; chunks take about so many bytes of memory. */
  public StoredRows rows(StoredTable table, Split split, long chunkBytes) {
    return rows(table, new StoredSplit(snapshot, split), chunkBytes, ChunkReads.DIRECT);
  }

  /** The same through a local cache of this split's chunks. */
  public StoredRows rows(StoredTable table, Split split, long chunkBytes, ChunkCache cache) {
    StoredSplit rows = new StoredSplit(snapshot, split);
    return rows(table, rows, chunkBytes, new CachedReads(cache, rows));
  }

  private StoredRows rows(StoredTable table, StoredSplit rows, long chunkBytes, ChunkReads reads) {
    CountedStorage counted = new CountedStorage(new FewOpenFiles(storage, HANDLES));
    ChunkSource source = new ChunkSource(counted, paths, snapshot, reads);
    ChunkMemory memory = new ChunkMemory(source, chunkBytes);
    StoredRows.Origin origin = new StoredRows.Origin(counted, reads, new ChunkAhead(memory, rows));
    return new StoredRows(table, rows, origin, reader(memory));
  }

  /** Any rows, any number of times. */
  public ShardReader reader(long chunkBytes) {
    ChunkSource source =
        new ChunkSource(new FewOpenFiles(storage, HANDLES), paths, snapshot, ChunkReads.DIRECT);
    return reader(new ChunkMemory(source, chunkBytes));
  }

  private ShardReader reader(ChunkMemory memory) {
    return switch (snapshot.facts().kind()) {
      case PACKED -> new PackedReader(memory, recipe);
      case TENSORS -> new TensorReader(memory, snapshot.facts().image(), recipe);
    };
  }
}
