package io.millrace.batch;

import io.millrace.store.StoredSplit;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Reads the chunks of an epoch before its rows are wanted: in the order of their first use, each as
 * soon as there is room for it, so that the next window is there when its first step comes. It
 * never frees what is still needed, and never reads what somebody has read. For one reader's
 * thread.
 */
final class ChunkAhead implements AutoCloseable {
  /** Chunks that are read at a time, at least: disks too give one reader a part of their rate. */
  private static final int READERS = 4;

  private final ChunkMemory memory;
  private final StoredSplit split;
  private final int[] numbers;
  private final int most;
  private final Semaphore readers;
  private final ExecutorService threads = Executors.newCachedThreadPool(ChunkAhead::thread);
  private CompletableFuture<Void> looking = CompletableFuture.completedFuture(null);
  private volatile boolean ended = true;

  ChunkAhead(ChunkMemory memory, StoredSplit split) {
    this.memory = memory;
    this.split = split;
    this.most = Math.max(READERS, memory.source().inFlight());
    this.readers = new Semaphore(most);
    this.numbers = memory.source().numbers().of(split.split());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-chunks");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins an epoch of these batches; the one before it has ended. */
  void begin(Iterator<int[]> batches) {
    ended = false;
    looking = CompletableFuture.runAsync(() -> look(batches), threads);
  }

  private void look(Iterator<int[]> batches) {
    int count = memory.source().numbers().count();
    ChunkPlan plan = ChunkPlan.of(batches, split.chunks(), numbers, count);
    memory.expect(plan);
    for (int i = 0; i < plan.size() && !ended; i++) {
      readers.acquireUninterruptibly();
      Optional<Runnable> reading = reserve(plan.chunk(i));
      if (reading.isPresent()) {
        start(reading.get());
      } else {
        readers.release();
      }
    }
  }

  /** What was begun must be read, since others wait for it, if need be by this thread. */
  private void start(Runnable reading) {
    try {
      threads.execute(() -> read(reading));
    } catch (RuntimeException | OutOfMemoryError e) { // such as no more threads
      read(reading);
    }
  }

  /** What fails here fails again for those who want a row, who say so; memory may be there then. */
  private Optional<Runnable> reserve(int chunk) {
    try {
      return memory.ahead(chunk, () -> !ended);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return Optional.empty();
    }
  }

  private void read(Runnable reading) {
    try {
      reading.run();
    } finally {
      readers.release();
    }
  }

  /** Ends the epoch; reads that have begun end first, by themselves. */
  void end() {
    ended = true;
    memory.wake();
    looking.join();
    readers.acquireUninterruptibly(most);
    readers.release(most);
  }

  /** Interrupts nobody: that would close files that others share. */
  @Override
  public void close() {
    end();
    threads.shutdown();
  }
}
