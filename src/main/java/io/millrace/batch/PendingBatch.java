package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.HostBatch;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * A batch whose rows the workers are filling. Where the size of its pictures is known before, they
 * go straight into one leased buffer; else each is an item of its own and the last worker stacks
 * them.
 */
final class PendingBatch {
  private final Dataloader<?> loader;
  private final Place place;
  private final int[] ordinals;
  private final ImageItem[] items;
  private final Finding[] findings;
  private final Throwable[] failures;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger working;
  private final AtomicIntegerArray atRow; // each task's row + 1; 0 before and after
  private final CompletableFuture<HostBatch> result = new CompletableFuture<>();
  private ByteBuffer memory; // null where sizes are unknown, and once it is given back
  private Slots slots; // null where sizes are unknown
  private volatile boolean cancelled;

  /** Which batch it is: of which epoch, as which of its steps, and what it is made of. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Place(long epoch, int step, int[] ordinals) {}

  PendingBatch(Dataloader<?> loader, Place place) {
    this.loader = loader;
    this.place = place;
    this.ordinals = place.ordinals;
    this.items = new ImageItem[ordinals.length];
    this.findings = new Finding[ordinals.length];
    this.failures = new Throwable[ordinals.length];
    this.working = new AtomicInteger(tasks());
    this.atRow = new AtomicIntegerArray(working.get());
  }

  /** As many as rows or workers suffice for: handing over takes longer than a stored row does. */
  private int tasks() {
    int each = loader.input().rows().rowsATask();
    return Math.min(loader.options().numWorkers(), (ordinals.length + each - 1) / each);
  }

  /** The step of the epoch, counted from where its loader began. */
  int step() {
    return place.step;
  }

  PendingBatch start() {
    Optional<BatchLayout> layout = loader.input().rows().layout();
    if (layout.isPresent()) {
      memory = loader.pool().lease();
      slots = new Slots(layout.get(), ordinals.length, memory);
    }

    for (int task = 0; task < atRow.length(); task++) {
      int number = task;
      loader.workers().execute(() -> work(number));
    }

    return this;
  }

  private void work(int task) {
    loader.clock().working(() -> readRows(task));
    if (working.decrementAndGet() == 0) {
      finish();
    }
  }

  private int readRows(int task) {
    for (int row = next.getAndIncrement(); row < ordinals.length; row = next.getAndIncrement()) {
      atRow.lazySet(task, row + 1);
      readRow(row);
    }

    atRow.lazySet(task, 0);
    return task;
  }

  private void readRow(int row) {
    try {
      if (cancelled) {
        failures[row] = new CancellationException();
      } else {
        read(row);
      }
    } catch (Throwable e) { // the reader gets it, whatever it is
      failures[row] = e;
    }
  }

  private void read(int row) {
    RowReader rows = loader.input().rows();
    try {
      if (slots != null) {
        rows.read(ordinals[row], place.epoch, slots, row);
      } else {
        items[row] = rows.read(ordinals[row], place.epoch);
      }
    } catch (BadSampleException e) {
      switch (loader.options().onBadSample()) {
        case FAIL -> throw e;
        case QUARANTINE -> findings[row] = e.finding();
        case KEEP_SLOT -> {
          findings[row] = e.finding();
          slots.blank(row, rows.sample(ordinals[row]));
        }
      }
    }
  }

  private void finish() {
    try {
      Optional<Throwable> first = Arrays.stream(failures).filter(Objects::nonNull).findFirst();
      if (first.isPresent()) {
        result.completeExceptionally(first.get());
      } else {
        result.complete(loader.clock().working(this::assemble));
      }
    } catch (Throwable e) { // never leave the reader waiting
      result.completeExceptionally(e);
    }
  }

  private HostBatch assemble() {
    if (slots != null) {
      return slots.finish();
    }

    List<ImageItem> read = Arrays.stream(items).filter(Objects::nonNull).toList();
    Arrays.fill(items, null); // the batch holds the same numbers again
    if (read.isEmpty()) {
      return HostBatch.EMPTY;
    }

    HostBatch batch = Collation.collate(read);
    loader.sawBatch(batch.bytes());
    return batch;
  }

  /** Waits for the last row. A failure is that of the first bad row, thrown as it was. */
  HostBatch await() {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Which rows of the batch could not be read, once the last row is there. */
  BitSet bad() {
    BitSet bad = new BitSet(findings.length);
    for (int row = 0; row < findings.length; row++) {
      bad.set(row, findings[row] != null);
    }

    return bad;
  }

  /** What is wrong with them, in order, once the last row is there. */
  List<Finding> findings() {
    return Arrays.stream(findings).filter(Objects::nonNull).toList();
  }

  /** The sample that a worker is at, the earliest row of several. Any thread may ask. */
  Optional<String> working() {
    return IntStream.range(0, atRow.length())
        .map(atRow::get)
        .filter(row -> row > 0)
        .boxed()
        .min(Comparator.naturalOrder())
        .map(row -> loader.input().rows().sample(ordinals[row - 1]).image().path());
  }

  /** Rows that no worker has begun are skipped. */
  void cancel() {
    cancelled = true;
  }

  /** Waits until no worker writes any more, then gives the memory back. */
  void giveBack() {
    result.handle((batch, failure) -> null).join();
    if (memory != null) {
      loader.pool().giveBack(memory);
      memory = null;
    }
  }
}
