package io.millrace.batch;

import io.millrace.sample.Field;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads the files of an epoch's samples before their decoders want them, where each answer takes
 * long. What was read and not taken, or is being read, is bounded by bytes; one sample is always
 * allowed. A sample that somebody has begun to decode is left to that one. Safe for use by several
 * threads; epochs begin and end in one.
 */
final class FilesAhead implements SampleBytes, AutoCloseable {
  /** For each request under way: pictures of cameras have one to three megabytes. */
  static final long BYTES_A_REQUEST = 3L << 20;

  private final Storage storage;
  private final SampleTable table;
  private final Set<Field> fields;
  private final int requests; // at once, >= 1
  private final Semaphore free;
  private final ExecutorService threads = Executors.newCachedThreadPool(FilesAhead::thread);
  private final LongAdder stalled = new LongAdder();
  private final BitSet begun = new BitSet(); // guarded by this, as the next two
  private final Map<String, Ahead> ahead = new HashMap<>();
  private long bytes;
  private CompletableFuture<Void> looking = CompletableFuture.completedFuture(null);
  private volatile boolean ended = true;

  /** Reads those fields of a table's samples with that many requests under way. */
  FilesAhead(Storage storage, SampleTable table, Set<Field> fields, int requests) {
    this.storage = storage;
    this.table = table;
    this.fields = fields;
    this.requests = requests;
    this.free = new Semaphore(requests);
  }

  /** The files of one sample that are on their way. */
  private record Ahead(long bytes, Map<Field, CompletableFuture<byte[]>> files) {}

  static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "millrace-files");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins an epoch of these batches; the one before it has ended. */
  void begin(Iterator<int[]> batches) {
    ended = false;
    looking = CompletableFuture.runAsync(() -> look(batches), threads);
  }

  private void look(Iterator<int[]> batches) {
    while (batches.hasNext() && !ended) {
      for (int ordinal : batches.next()) {
        look(ordinal);
      }
    }
  }

  private void look(int ordinal) {
    Sample sample = table.at(ordinal);
    Map<Field, CompletableFuture<byte[]>> files = new EnumMap<>(Field.class);
    long length = 0;
    for (Field field : fields) {
      if (sample.source(field).isPresent()) {
        files.put(field, new CompletableFuture<>());
        length += sample.source(field).get().length();
      }
    }

    if (register(ordinal, sample.id(), new Ahead(length, files))) {
      files.forEach((field, file) -> start(sample.source(field).orElseThrow(), file));
    }
  }

  private synchronized boolean register(int ordinal, String id, Ahead files) {
    try {
      while (!ended && !begun.get(ordinal) && bytes > 0 && bytes + files.bytes > bound()) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Cannot wait for room: nobody interrupts these threads", e);
    }

    if (ended || begun.get(ordinal)) {
      return false;
    }

    begun.set(ordinal);
    ahead.put(id, files);
    bytes += files.bytes;
    return true;
  }

  private long bound() {
    return requests * BYTES_A_REQUEST;
  }

  private void start(Source source, CompletableFuture<byte[]> file) {
    free.acquireUninterruptibly();
    try {
      threads.execute(() -> fetch(source, file));
    } catch (RuntimeException | OutOfMemoryError e) { // such as no more threads
      fetch(source, file);
    }
  }

  private void fetch(Source source, CompletableFuture<byte[]> file) {
    try {
      file.complete(storage.read(source.path(), source.length()));
    } catch (Throwable e) { // the decoder gets it, whatever it is
      file.completeExceptionally(e);
    } finally {
      free.release();
    }
  }

  /** Says that somebody decodes a sample from now on. */
  synchronized void take(int ordinal) {
    begun.set(ordinal);
  }

  /** Says that it is decoded, or has failed. */
  synchronized void drop(Sample sample) {
    Ahead files = ahead.remove(sample.id());
    if (files != null) {
      bytes -= files.bytes;
      notifyAll();
    }
  }

  private synchronized Optional<CompletableFuture<byte[]>> find(Sample sample, Field field) {
    return Optional.ofNullable(ahead.get(sample.id())).map(files -> files.files.get(field));
  }

  @Override
  public byte[] read(Sample sample, Field field) throws IOException {
    long start = System.nanoTime();
    try {
      Optional<CompletableFuture<byte[]>> file = find(sample, field);
      return file.isPresent() ? file.get().join() : SampleBytes.of(storage).read(sample, field);
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }

      throw e;
    } finally {
      stalled.add(System.nanoTime() - start);
    }
  }

  /** Nanoseconds that decoders have waited for bytes. */
  long stalledNanos() {
    return stalled.sum();
  }

  /** Ends the epoch; reads that have begun end first, by themselves. */
  void end() {
    synchronized (this) {
      ended = true;
      notifyAll();
    }

    looking.join();
    free.acquireUninterruptibly(requests);
    free.release(requests);
    forget();
  }

  /** Decoders that still hold a file have it; nobody finds another. */
  private synchronized void forget() {
    ahead.clear();
    begun.clear();
    bytes = 0;
  }

  /** Interrupts nobody: that would close files that others share. */
  @Override
  public void close() {
    end();
    threads.shutdown();
  }
}
