package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.HostBatch;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Finding;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A batch whose rows the workers are filling. Where the size of its pictures is known before, they
 * go straight into one leased buffer; else each is an item of its own and the last worker stacks
 * them.
 */
final class PendingBatch {
  private final Dataloader<?> loader;
  private final long epoch;
  private final int[] ordinals;
  private final ImageItem[] items;
  private final Finding[] findings;
  private final Throwable[] failures;
  private final AtomicInteger missing;
  private final CompletableFuture<HostBatch> result = new CompletableFuture<>();
  private ByteBuffer memory; // null where sizes are unknown, and once it is given back
  private Slots slots; // null where sizes are unknown
  private volatile boolean cancelled;

  PendingBatch(Dataloader<?> loader, long epoch, int[] ordinals) {
    this.loader = loader;
    this.epoch = epoch;
    this.ordinals = ordinals;
    this.items = new ImageItem[ordinals.length];
    this.findings = new Finding[ordinals.length];
    this.failures = new Throwable[ordinals.length];
    this.missing = new AtomicInteger(ordinals.length);
  }

  PendingBatch start() {
    Optional<BatchLayout> layout = loader.input().recipe().layout();
    if (layout.isPresent()) {
      memory = loader.pool().lease();
      slots = new Slots(layout.get(), ordinals.length, memory);
    }

    for (int row = 0; row < ordinals.length; row++) {
      int each = row;
      loader.workers().execute(() -> work(each));
    }

    return this;
  }

  private void work(int row) {
    try {
      if (cancelled) {
        failures[row] = new CancellationException();
      } else {
        read(row);
      }
    } catch (Throwable e) { // the reader gets it, whatever it is
      failures[row] = e;
    } finally {
      if (missing.decrementAndGet() == 0) {
        finish();
      }
    }
  }

  private void read(int row) {
    Sample sample = loader.input().table().at(ordinals[row]);
    try {
      if (slots != null) {
        loader.input().reader().read(sample, epoch, slots, row);
      } else {
        items[row] = loader.input().reader().read(sample, epoch);
      }
    } catch (BadSampleException e) {
      if (loader.options().onBadSample() == OnBadSample.FAIL) {
        throw e;
      }
      findings[row] = e.finding();
    }
  }

  private void finish() {
    try {
      Optional<Throwable> first = Arrays.stream(failures).filter(Objects::nonNull).findFirst();
      if (first.isPresent()) {
        result.completeExceptionally(first.get());
      } else {
        result.complete(assemble());
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

  /** What was left out, in order, once the last row is there. */
  List<Finding> findings() {
    return Arrays.stream(findings).filter(Objects::nonNull).toList();
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
