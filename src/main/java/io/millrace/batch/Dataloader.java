package io.millrace.batch;

import io.millrace.item.HostBatch;
import io.millrace.sample.Finding;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Batches of one subset, decoded ahead by a pool of threads. Each {@link #iterator} is the next
 * epoch; asking for the next batch closes the one before it unless it was detached, and starting an
 * epoch ends the one before it. One reader at a time.
 *
 * <p>Memory: at most {@code prefetchBytes} of batches ahead (at least one batch), the reader's
 * batch, and what each worker needs to decode one picture.
 *
 * @param <B> kind of batch
 */
public final class Dataloader<B extends Batch> implements Iterable<B>, AutoCloseable {
  private static final AtomicInteger POOLS = new AtomicInteger();

  private final LoaderInput input;
  private final LoaderOptions options;
  private final BiFunction<HostBatch, Runnable, B> maker;
  private final ExecutorService workers;
  private final AtomicLong largestBatch = new AtomicLong();
  private final Set<Finding> quarantined = new HashSet<>();
  private final BufferPool pool;
  private BatchStream<B> open;
  private long epoch;
  private boolean closed;

  /** A loader over that input; {@code maker} gives host memory its owner. */
  public Dataloader(
      LoaderInput input, LoaderOptions options, BiFunction<HostBatch, Runnable, B> maker) {
    this.input = input;
    this.options = options;
    this.maker = maker;
    this.pool = new BufferPool(batchBytes(input.recipe(), options.batchSize()));
    this.workers = Executors.newFixedThreadPool(options.numWorkers(), threads());
  }

  private static int batchBytes(Recipe recipe, int rows) {
    long bytes = recipe.layout().map(layout -> layout.rowBytes() * rows).orElse(0L);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Cannot make a batch of %d rows of %s: %d bytes (at most %d, so give a smaller batch size)"
              .formatted(rows, recipe.layout().get().size(), bytes, Integer.MAX_VALUE));
    }

    return (int) bytes;
  }

  private static ThreadFactory threads() {
    String pool = "millrace-decode-" + POOLS.incrementAndGet() + "-";
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, pool + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** The next epoch. */
  @Override
  public BatchStream<B> iterator() {
    if (closed) {
      throw new IllegalStateException("Cannot begin an epoch: the loader is closed");
    }

    endEpoch();
    open = new BatchStream<>(new EpochWork(this, epoch), maker);
    epoch++;
    return open;
  }

  /** Number of samples of an epoch. */
  public int samples() {
    return input.table().size();
  }

  /** Number of batches of an epoch in which no sample is bad. */
  public int batches() {
    return (samples() + options.batchSize() - 1) / options.batchSize();
  }

  /** The samples left out of the batches given so far, with the reason, by sample id. */
  public List<Finding> quarantined() {
    synchronized (quarantined) {
      return quarantined.stream().sorted(Comparator.comparing(Finding::sampleId)).toList();
    }
  }

  /** Notes a sample that is left out; it counts once, though every epoch meets it again. */
  public void quarantine(Finding finding) {
    synchronized (quarantined) {
      quarantined.add(finding);
    }
  }

  LoaderInput input() {
    return input;
  }

  LoaderOptions options() {
    return options;
  }

  ExecutorService workers() {
    return workers;
  }

  /** The pool of buffers for whole batches, kept from epoch to epoch. */
  BufferPool pool() {
    return pool;
  }

  /** Bytes of a batch: known from the recipe, or the largest seen so far; 0 while unknown. */
  long batchBytes() {
    return input.recipe().layout().isPresent() ? pool.bytes() : largestBatch.get();
  }

  void sawBatch(long bytes) {
    largestBatch.accumulateAndGet(bytes, Math::max);
  }

  /** Ends the epoch, the threads and the table. Batches that were detached stay valid. */
  @Override
  public void close() {
    if (closed) {
      return;
    }

    closed = true;
    endEpoch();
    workers.shutdownNow();
    input.table().close();
  }

  private void endEpoch() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
