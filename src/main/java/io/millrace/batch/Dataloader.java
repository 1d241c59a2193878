package io.millrace.batch;

import io.millrace.item.HostBatch;
import io.millrace.plan.PlanState;
import io.millrace.sample.Finding;
import io.millrace.sample.OnBadSample;
import io.millrace.storage.Traffic;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
  private final LoaderClock clock = new LoaderClock();
  private volatile BatchStream<B> open;
  private long epoch;
  private volatile boolean closed;

  /** A loader over that input; {@code maker} gives host memory its owner. */
  public Dataloader(
      LoaderInput input, LoaderOptions options, BiFunction<HostBatch, Runnable, B> maker) {
    if (options.onBadSample() == OnBadSample.KEEP_SLOT && input.rows().layout().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot keep the slots of bad samples: pictures have no common size (give an image_size)");
    }

    this.input = input;
    this.options = options;
    this.epoch = input.order().firstEpoch();
    this.maker = maker;
    this.pool = new BufferPool(batchBytes(input.rows(), options.batchSize()));
    this.workers = Executors.newFixedThreadPool(options.numWorkers(), threads());
  }

  private static int batchBytes(RowReader reader, int rows) {
    long bytes = reader.layout().map(layout -> layout.batchBytes(rows)).orElse(0L);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Cannot make a batch of %d rows of %s: %d bytes (at most %d, so give a smaller batch size)"
              .formatted(rows, reader.layout().get().size(), bytes, Integer.MAX_VALUE));
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
    open = new BatchStream<>(clock.waiting(() -> new EpochWork(this, epoch)), maker);
    epoch++;
    return open;
  }

  /** Number of samples of an epoch. */
  public int samples() {
    return input.rows().size();
  }

  /** Number of batches of an epoch in which no sample is bad. */
  public int batches() {
    return input.order().steps();
  }

  /**
   * A digest of which sample is where in an epoch, 16 hex digits: equal wherever the same table is
   * read in the same order.
   */
  public String orderHash(long number) {
    return input.order().hash(number).text();
  }

  /**
   * Where training stands after the batches given so far; a loader that is built to resume from it
   * gives the next one. At the end of an epoch it is the beginning of the next.
   *
   * @throws IllegalStateException if this is no training in the order of the plan
   */
  public PlanState state() {
    return open == null
        ? input.order().state(epoch, 0)
        : input.order().state(epoch - 1, open.given());
  }

  /** What was asked of the storage so far: requests, and bytes. */
  public Traffic traffic() {
    return input.rows().traffic();
  }

  /** What it has done so far. Any thread may ask, also when it is closed. */
  public LoaderFigures figures() {
    RowReader rows = input.rows();
    BatchStream<B> stream = open;
    return new LoaderFigures(
        clock.rows(),
        rows.traffic(),
        clock.times(rows.stalledNanos()),
        stream == null ? 0 : stream.work().bytes(),
        rows.cacheHits());
  }

  /**
   * The file that decoding threads are at, of several the one that is wanted first; absent when
   * they rest. Any thread may ask.
   */
  public Optional<String> working() {
    BatchStream<B> stream = open;
    try {
      return stream == null ? Optional.empty() : stream.work().working();
    } catch (UncheckedIOException e) {
      if (closed) { // and its table with it, meanwhile
        return Optional.empty();
      }
      throw e;
    }
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

  /** Times what its threads and its reader do. */
  LoaderClock clock() {
    return clock;
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
    return input.rows().layout().isPresent() ? pool.bytes() : largestBatch.get();
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
    input.rows().close();
  }

  private void endEpoch() {
    if (open != null) {
      open.close();
    }
  }
}
