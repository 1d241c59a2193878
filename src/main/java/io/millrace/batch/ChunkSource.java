package io.millrace.batch;

import io.millrace.sample.Field;
import io.millrace.sample.Task;
import io.millrace.storage.Storage;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardFile;
import io.millrace.store.ShardTensor;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shards of a snapshot, each opened when it is first needed and kept open. Safe for use by
 * several threads.
 */
final class ChunkSource implements Closeable {
  private final Storage storage;
  private final StorePaths paths;
  private final Snapshot snapshot;
  private final ChunkReads reads;
  private final Set<Field> fields;
  private final ChunkNumbers numbers;
  private final Map<Integer, ShardFile> open = new ConcurrentHashMap<>();

  /**
   * The shards of that store.
   *
   * @param storage that reads them
   * @param fields that are read of a chunk
   */
  ChunkSource(StoreOpening store, Storage storage, ChunkReads reads, Set<Field> fields) {
    this.storage = storage;
    this.paths = store.paths();
    this.snapshot = store.snapshot();
    this.reads = reads;
    this.fields = EnumSet.copyOf(fields);
    this.numbers = new ChunkNumbers(snapshot);
  }

  ChunkNumbers numbers() {
    return numbers;
  }

  ShardEntry.File entry(int shard) {
    return snapshot.shards().get(shard).file();
  }

  /** Requests that should be under way at once. */
  int inFlight() {
    return storage.inFlight(paths.root());
  }

  String path(int shard) {
    return paths.shard(entry(shard).name());
  }

  private ShardFile shard(int shard) throws IOException {
    ShardFile found = open.get(shard);
    if (found != null) {
      return found;
    }

    try {
      return open.computeIfAbsent(shard, this::open);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ShardFile open(int shard) {
    try {
      return ShardFile.open(storage, paths, snapshot.facts(), entry(shard));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Capacity of the buffer for each tensor of a chunk that a loader needs. */
  Map<ShardTensor, Integer> capacities(int number) throws IOException {
    ShardFile shard = shard(numbers.shard(number));
    Map<ShardTensor, Integer> capacities = new EnumMap<>(ShardTensor.class);
    for (ShardTensor tensor : ShardTensor.values()) {
      if (isWanted(tensor.field()) && shard.has(tensor)) {
        // the last chunk of a shard takes a buffer as large as the others', which can be reused
        int like = snapshot.facts().kind() == StoreKind.TENSORS ? 0 : numbers.chunk(number);
        capacities.put(tensor, DirectBuffers.capacity(shard.chunkBytes(tensor, like)));
      }
    }

    return capacities;
  }

  private boolean isWanted(Field field) {
    return fields.contains(field)
        && (field != Field.MASK || snapshot.facts().dataset().task() == Task.SEGMENTATION);
  }

  /** Fills the buffers with a chunk: one request for each. */
  Chunk read(int number, Map<ShardTensor, ByteBuffer> buffers) throws IOException {
    int shard = numbers.shard(number);
    int chunk = numbers.chunk(number);
    ShardFile file = shard(shard);
    for (Map.Entry<ShardTensor, ByteBuffer> entry : buffers.entrySet()) {
      int bytes = Math.toIntExact(file.chunkBytes(entry.getKey(), chunk));
      ChunkReads.Part part = new ChunkReads.Part(shard, entry.getKey(), chunk);
      reads.read(file, part, entry.getValue().limit(bytes));
    }

    return new Chunk(file, buffers);
  }

  @Override
  public void close() throws IOException {
    for (ShardFile shard : open.values()) {
      shard.close();
    }
  }
}
