package io.millrace.spark.job;

import io.millrace.storage.PageMemory;
import io.millrace.storage.Storage;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardFile;
import io.millrace.store.ShardTensor;
import io.millrace.store.Snapshot;
import io.millrace.store.StorePaths;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a snapshot's shards, for one thread. Rows that follow each other cost one read of their
 * chunk.
 */
final class StoredRows implements Closeable {
  /** Chunks that are held: one of each tensor, of the shard that is left and the next. */
  private static final int HELD = 2 * ShardTensor.values().length;

  private final Storage storage;
  private final StorePaths paths;
  private final Snapshot snapshot;
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Opened> opened = new ArrayList<>();

  StoredRows(Storage storage, StorePaths paths, Snapshot snapshot) {
    this.storage = storage;
    this.paths = paths;
    this.snapshot = snapshot;
  }

  private record Opened(int shard, ShardFile file) {}

  private record Chunk(Place place, ByteBuffer bytes) {}

  private record Place(int shard, ShardTensor tensor, int chunk) {}

  /**
   * A row of a tensor, valid until as many more are read as are held; absent where the shard has
   * none, or where it is empty.
   */
  Optional<ByteBuffer> row(Member.StoredRow row, ShardTensor tensor) throws IOException {
    ShardFile file = open(row.shard());
    boolean has = file.has(tensor) && file.rowBytes(tensor, row.row()) > 0;
    return has ? Optional.of(bytes(row, tensor)) : Optional.empty();
  }

  private ByteBuffer bytes(Member.StoredRow row, ShardTensor tensor) throws IOException {
    ShardFile file = open(row.shard());
    int chunk = row.row() / file.entry().chunkRows();
    ByteBuffer bytes = chunk(file, new Place(row.shard(), tensor, chunk));
    return bytes.slice(file.rowOffset(tensor, row.row()), file.rowBytes(tensor, row.row()));
  }

  private ByteBuffer chunk(ShardFile file, Place place) throws IOException {
    for (Chunk chunk : chunks) {
      if (chunk.place().equals(place)) {
        return chunk.bytes();
      }
    }

    int size = Math.toIntExact(file.chunkBytes(place.tensor(), place.chunk()));
    ByteBuffer memory = memory(size);
    file.readChunk(place.tensor(), place.chunk(), memory);
    chunks.add(new Chunk(place, memory));
    return memory;
  }

  /** That of the oldest chunk, if it is large enough: the JVM gives direct memory back late. */
  private ByteBuffer memory(int size) {
    if (chunks.size() < HELD) {
      return PageMemory.allocate(size);
    }

    ByteBuffer oldest = chunks.remove(0).bytes();
    return oldest.capacity() < size ? PageMemory.allocate(size) : oldest.clear().limit(size);
  }

  private ShardFile open(int shard) throws IOException {
    for (Opened each : opened) {
      if (each.shard() == shard) {
        return each.file();
      }
    }

    if (opened.size() == HELD) {
      opened.remove(0).file().close();
    }

    ShardEntry.File entry = snapshot.shards().get(shard).file();
    ShardFile file = ShardFile.open(storage, paths, snapshot.facts(), entry);
    opened.add(new Opened(shard, file));
    return file;
  }

  @Override
  public void close() throws IOException {
    for (Opened each : opened) {
      each.file().close();
    }
  }
}
