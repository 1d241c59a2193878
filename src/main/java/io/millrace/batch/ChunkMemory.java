package io.millrace.batch;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.sample.UnreadableException;
import io.millrace.store.ShardFile;
import io.millrace.store.ShardTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Chunks in memory. Each is read once by the thread that wants it first, while others wait, and is
 * freed when all its rows have been given; where the bound is too small for that, the one that was
 * used longest ago goes first and is read again. Chunks in use are never freed, so that memory may
 * pass the bound by one chunk a thread. Safe for use by several threads.
 */
final class ChunkMemory implements AutoCloseable {
  private final ChunkSource source;
  private final RowCounts counts;
  private final long bound;
  private final DirectBuffers buffers = new DirectBuffers();
  private final Map<Key, Held> chunks = new HashMap<>();
  private final LongAdder stalled = new LongAdder();
  private long clock;

  private record Key(int shard, int chunk) {}

  /** How many rows of a chunk will be asked for in an epoch. */
  interface RowCounts {
    int of(int shard, int chunk);
  }

  /** What is done with a chunk while it is there. */
  interface Reading<T> {
    T read(Chunk chunk) throws IOException;
  }

  /** A chunk, or what is left of it in this epoch. */
  private static final class Held {
    private int left;
    private int users;
    private long used;
    private CompletableFuture<Chunk> content = new CompletableFuture<>();

    private boolean isIdle() {
      return users == 0 && content.isDone() && !content.isCompletedExceptionally();
    }
  }

  ChunkMemory(ChunkSource source, RowCounts counts, long bound) {
    this.source = source;
    this.counts = counts;
    this.bound = bound;
  }

  ChunkSource source() {
    return source;
  }

  /** Reads one row, which counts as given, whether or not the chunk can be read. */
  <T> T read(PlacedSample placed, Reading<T> reading) {
    int chunk = placed.row() / source.entry(placed.shard()).chunkRows();
    Key key = new Key(placed.shard(), chunk);
    Held held = take(key);
    try {
      return reading.read(await(held));
    } catch (IOException e) {
      String path = source.path(placed.shard());
      throw new BadSampleException(Field.IMAGE, Finding.of(e, placed.sample().id(), path), e);
    } finally {
      giveBack(key, held);
    }
  }

  private Chunk await(Held held) throws IOException {
    if (!held.content.isDone()) {
      stalled(() -> held.content.handle((chunk, failure) -> null).join());
    }

    try {
      return held.content.join();
    } catch (CompletionException e) {
      // every reader throws its own: traces and suppressed exceptions are not shared
      if (e.getCause() instanceof UnreadableException cause) {
        throw new UnreadableException(cause.reason(), cause.getMessage(), cause);
      }
      if (e.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw e;
    }
  }

  private Held take(Key key) {
    Held held;
    CompletableFuture<Chunk> toRead = null;
    synchronized (this) {
      held = chunks.get(key);
      if (held == null) {
        held = new Held();
        held.left = counts.of(key.shard, key.chunk);
        chunks.put(key, held);
        toRead = held.content;
      } else if (held.content == null) {
        held.content = new CompletableFuture<>();
        toRead = held.content;
      }

      held.users++;
      held.used = ++clock;
    }

    if (toRead != null) {
      CompletableFuture<Chunk> content = toRead;
      stalled(() -> read(key, content));
    }

    return held;
  }

  private void stalled(Runnable work) {
    long start = System.nanoTime();
    work.run();
    stalled.add(System.nanoTime() - start);
  }

  /** Nanoseconds that readers of rows have spent until their chunks were there. */
  long stalledNanos() {
    return stalled.sum();
  }

  private void read(Key key, CompletableFuture<Chunk> content) {
    Map<ShardTensor, ByteBuffer> bytes = new EnumMap<>(ShardTensor.class);
    try {
      ShardFile shard = source.shard(key.shard);
      source
          .capacities(shard, key.chunk)
          .forEach((tensor, capacity) -> bytes.put(tensor, lease(capacity)));
      source.read(key.shard, key.chunk, bytes);
      content.complete(new Chunk(shard, bytes));
    } catch (IOException | RuntimeException | Error e) { // whoever waits gets it
      synchronized (this) {
        bytes.values().forEach(buffers::giveBack);
      }
      content.completeExceptionally(e instanceof UncheckedIOException io ? io.getCause() : e);
    }
  }

  private synchronized ByteBuffer lease(int capacity) {
    Optional<ByteBuffer> same = buffers.reuse(capacity);
    while (same.isEmpty() && buffers.allocated() + capacity > bound) {
      if (!buffers.drop() && !evict()) {
        break;
      }
      same = buffers.reuse(capacity);
    }

    return same.orElseGet(() -> buffers.allocate(capacity));
  }

  /** Frees the idle chunk that was used longest ago; false if there is none. */
  private boolean evict() {
    Optional<Held> oldest =
        chunks.values().stream()
            .filter(held -> held.content != null && held.isIdle())
            .min(Comparator.comparingLong(held -> held.used));
    oldest.ifPresent(this::free);
    return oldest.isPresent();
  }

  private void free(Held held) {
    if (held.content != null && !held.content.isCompletedExceptionally()) {
      held.content.join().bytes().values().forEach(buffers::giveBack);
    }

    held.content = null;
  }

  private synchronized void giveBack(Key key, Held held) {
    held.users--;
    held.left--;
    if (held.users == 0 && held.left <= 0) {
      free(held);
      chunks.remove(key);
    }
  }

  /** Bytes of all buffers. */
  synchronized long allocated() {
    return buffers.allocated();
  }

  /** Frees what an epoch that was broken off has left. Nobody reads meanwhile. */
  synchronized void clear() {
    chunks.values().forEach(this::free);
    chunks.clear();
  }

  @Override
  public void close() {
    clear();
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close a shard", e);
    }
  }
}
