package io.millrace.batch;

import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Finding;
import io.millrace.store.ShardTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Chunks in memory. Each is read once, ahead or by the thread that wants it first, while others
 * wait, and is freed when all its rows have been given; where the bound is too small for that, the
 * one that was used longest ago goes first and is read again. Chunks in use are never freed, so
 * that memory may pass the bound by one chunk a thread that wants a row. Safe for use by several
 * threads.
 */
final class ChunkMemory implements AutoCloseable {
  private final ChunkSource source;
  private final long bound;
  private final DirectBuffers buffers = new DirectBuffers();
  private final LongAdder stalled = new LongAdder();
  private final Map<Integer, HeldChunk> chunks = new HashMap<>();

  /** The chunks that somebody has begun to read in this epoch. */
  private final BitSet begun = new BitSet();

  private ChunkPlan plan = ChunkPlan.UNKNOWN;
  private long clock;

  /** What is done with a chunk while it is there. */
  interface Reading<T> {
    T read(Chunk chunk) throws IOException;
  }

  ChunkMemory(ChunkSource source, long bound) {
    this.source = source;
    this.bound = bound;
  }

  ChunkSource source() {
    return source;
  }

  /** Says what this epoch asks for, those rows too that it has had already. */
  synchronized void expect(ChunkPlan epoch) {
    plan = epoch;
    chunks.entrySet().removeIf(entry -> freeIfDone(entry.getKey(), entry.getValue()));
    notifyAll();
  }

  /** Reads one row, which counts as given, whether or not the chunk can be read. */
  <T> T read(PlacedSample placed, Reading<T> reading) {
    int chunk = placed.row() / source.entry(placed.shard()).chunkRows();
    int number = source.numbers().number(placed.shard(), chunk);
    HeldChunk held = take(number);
    try {
      return reading.read(held.chunk());
    } catch (IOException e) {
      String path = source.path(placed.shard());
      throw new BadSampleException(Field.IMAGE, Finding.of(e, placed.sample().id(), path), e);
    } finally {
      giveBack(number, held);
    }
  }

  /**
   * Looks at a chunk that a row reaches into from the one before, as clips do: that row counts as
   * given there. A chunk that has no rows of its own stays until others need the room.
   */
  <T> T peek(PlacedSample placed, int chunk, Reading<T> reading) {
    int number = source.numbers().number(placed.shard(), chunk);
    HeldChunk held = take(number);
    try {
      return reading.read(held.chunk());
    } catch (IOException e) {
      String path = source.path(placed.shard());
      throw new BadSampleException(Field.IMAGE, Finding.of(e, placed.sample().id(), path), e);
    } finally {
      leave(number, held);
    }
  }

  private synchronized void leave(int number, HeldChunk held) {
    held.leave();
    if (plan.rows(number) > 0 && freeIfDone(number, held)) {
      chunks.remove(number);
    }
  }

  private HeldChunk take(int number) {
    HeldChunk held;
    boolean mine = false;
    synchronized (this) {
      held = chunks.computeIfAbsent(number, key -> new HeldChunk());
      mine = held.begin();
      begun.set(number);
      held.use(++clock);
    }

    if (mine || !held.isReady()) {
      long start = System.nanoTime();
      if (mine) {
        held.fill(() -> read(number));
      }
      held.await();
      stalled.add(System.nanoTime() - start);
    }

    return held;
  }

  private Chunk read(int number) throws IOException {
    return read(number, lease(source.capacities(number)));
  }

  private Chunk read(int number, Map<ShardTensor, ByteBuffer> bytes) throws IOException {
    try {
      return source.read(number, bytes);
    } catch (IOException | RuntimeException | Error e) {
      giveBack(bytes);
      throw e;
    }
  }

  /**
   * Waits until there is room for a chunk; then somebody must run what comes back, which reads it
   * and keeps a failure for those who want its rows. Empty where somebody has begun to read it, or
   * it is wanted no more.
   *
   * @param wanted asked again whenever a chunk is freed, and at {@link #wake}
   */
  Optional<Runnable> ahead(int number, BooleanSupplier wanted) throws IOException {
    Map<ShardTensor, Integer> capacities = source.capacities(number);
    long needed = capacities.values().stream().mapToLong(Integer::longValue).sum();
    synchronized (this) {
      if (!hasRoom(number, needed, wanted)) {
        return Optional.empty();
      }

      Map<ShardTensor, ByteBuffer> bytes = lease(capacities);
      HeldChunk held = new HeldChunk();
      held.begin();
      chunks.put(number, held);
      begun.set(number);
      return Optional.of(() -> held.fill(() -> read(number, bytes)));
    }
  }

  private synchronized boolean hasRoom(int number, long needed, BooleanSupplier wanted) {
    try {
      while (wanted.getAsBoolean() && !begun.get(number) && buffers.leased() + needed > bound) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Cannot wait for room: nobody interrupts these threads", e);
    }

    return wanted.getAsBoolean() && !begun.get(number);
  }

  /** Wakes those who wait for room. */
  synchronized void wake() {
    notifyAll();
  }

  private synchronized Map<ShardTensor, ByteBuffer> lease(Map<ShardTensor, Integer> capacities) {
    Map<ShardTensor, ByteBuffer> bytes = new EnumMap<>(ShardTensor.class);
    try {
      capacities.forEach((tensor, capacity) -> bytes.put(tensor, lease(capacity)));
      return bytes;
    } catch (OutOfMemoryError e) {
      giveBack(bytes);
      throw e;
    }
  }

  private ByteBuffer lease(int capacity) {
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
    Optional<HeldChunk> oldest =
        chunks.values().stream()
            .filter(HeldChunk::isIdle)
            .min(Comparator.comparingLong(HeldChunk::used));
    oldest.ifPresent(this::free);
    return oldest.isPresent();
  }

  private void free(HeldChunk held) {
    held.empty().ifPresent(chunk -> giveBack(chunk.bytes()));
  }

  private synchronized void giveBack(Map<ShardTensor, ByteBuffer> bytes) {
    bytes.values().forEach(buffers::giveBack);
    notifyAll();
  }

  private synchronized void giveBack(int number, HeldChunk held) {
    held.give();
    if (freeIfDone(number, held)) {
      chunks.remove(number);
    }
  }

  private boolean freeIfDone(int number, HeldChunk held) {
    boolean done = held.isGiven(plan.rows(number));
    if (done) {
      free(held);
    }

    return done;
  }

  /** Nanoseconds that readers of rows have spent until their chunks were there. */
  long stalledNanos() {
    return stalled.sum();
  }

  /** Bytes of all buffers. */
  synchronized long allocated() {
    return buffers.allocated();
  }

  /** Frees what an epoch that was broken off has left. Nobody reads meanwhile. */
  synchronized void clear() {
    plan = ChunkPlan.UNKNOWN;
    begun.clear();
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
