package io.millrace.batch;

import io.millrace.sample.Field;
import io.millrace.sample.Split;
import io.millrace.storage.CountedStorage;
import io.millrace.storage.FewOpenFiles;
import io.millrace.storage.Storage;
import io.millrace.store.ChunkCache;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredSplit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

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

  private static final Set<Field> ALL = Set.of(Field.values());

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
    ChunkSource source = new ChunkSource(this, counted, reads, ALL);
    ChunkMemory memory = new ChunkMemory(source, chunkBytes);
    StoredRows.Origin origin = new StoredRows.Origin(counted, reads, new ChunkAhead(memory, rows));
    return new StoredRows(table, rows, origin, reader(memory));
  }

  /** Any rows, any number of times. */
  public ShardReader reader(long chunkBytes) {
    return reader(chunkBytes, ALL);
  }

  /** The same for those fields alone: no other byte of a chunk is read. */
  public ShardReader reader(long chunkBytes, Set<Field> fields) {
    FewOpenFiles files = new FewOpenFiles(storage, HANDLES);
    ChunkSource source = new ChunkSource(this, files, ChunkReads.DIRECT, fields);
    return reader(new ChunkMemory(source, chunkBytes));
  }

  /**
   * The fields that must be read for one of them. Finished numbers stand for themselves; a mask or
   * depth map that is yet to be decoded needs the size of its picture, and clips are read whole.
   *
   * @param rest on packed shards the whole recipe, on tensors what was not baked
   */
  public static Set<Field> fieldsFor(Field field, StoreFacts facts, Recipe rest) {
    boolean alone = facts.kind() == StoreKind.TENSORS && !rest.contents().clips().exist();
    return alone ? EnumSet.of(field) : EnumSet.copyOf(ALL);
  }

  private ShardReader reader(ChunkMemory memory) {
    return switch (snapshot.facts().kind()) {
      case PACKED -> new PackedReader(memory, recipe);
      case TENSORS -> new TensorReader(memory, snapshot.facts().image(), recipe);
    };
  }
}
