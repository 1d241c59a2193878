package io.millrace.batch;

import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The batches of an epoch that are being decoded ahead of the reader, in order. For the reader's
 * thread, but for what says otherwise.
 */
final class EpochWork implements AutoCloseable {
  private final Dataloader<?> loader;
  private final long epoch;
  private final Iterator<int[]> steps;
  private final Deque<PendingBatch> ahead = new ConcurrentLinkedDeque<>();
  private int begun;
  private boolean closed;

  EpochWork(Dataloader<?> loader, long epoch) {
    this.loader = loader;
    this.epoch = epoch;
    this.steps = loader.input().order().batches(epoch);
    loader.input().rows().beginEpoch(epoch, loader.input().order());
    fill();
  }

  /** The next batch that has a row, decoded; absent at the end of the epoch. It stays in here. */
  Optional<PendingBatch> head() {
    return loader.clock().waiting(this::decodedHead);
  }

  private Optional<PendingBatch> decodedHead() {
    if (closed) {
      throw new IllegalStateException(
          "Cannot read epoch "
              + epoch
              + ": it was closed, or its loader has begun another (read one epoch at a time)");
    }

    fill();
    // a batch of nothing but quarantined samples is no batch
    while (!ahead.isEmpty() && ahead.element().await().size() == 0) {
      remove().giveBack();
      fill();
    }

    // batches of unknown size are known by their first one
    fill();
    return Optional.ofNullable(ahead.peek());
  }

  /** The same batch, which the caller gives back. */
  PendingBatch take() {
    PendingBatch head =
        head()
            .orElseThrow(
                () -> new NoSuchElementException("Cannot give another batch: the epoch has ended"));
    remove();
    fill();
    loader.clock().gave(head.await().size());
    return head;
  }

  /** What is left out counts when the reader gets there, however far the workers are ahead. */
  private PendingBatch remove() {
    PendingBatch head = ahead.remove();
    head.findings().forEach(loader::quarantine);
    return head;
  }

  private void fill() {
    while (steps.hasNext() && (ahead.isEmpty() || hasRoom())) {
      PendingBatch.Place place = new PendingBatch.Place(epoch, begun++, steps.next());
      ahead.add(new PendingBatch(loader, place).start());
    }
  }

  /** Keeps two batches ahead, and as many more as the workers need, within the bound of bytes. */
  private boolean hasRoom() {
    LoaderOptions options = loader.options();
    int wanted = 2 + options.numWorkers() / options.batchSize();
    long each = loader.batchBytes();
    return ahead.size() < wanted
        && each > 0
        && (ahead.size() + 1) * each <= options.prefetchBytes();
  }

  /** Bytes of the batches in here. Any thread may ask. */
  long bytes() {
    return ahead.size() * loader.batchBytes();
  }

  /** What the first of them that is not ready is at. Any thread may ask. */
  Optional<String> working() {
    return ahead.stream().map(PendingBatch::working).flatMap(Optional::stream).findFirst();
  }

  @Override
  public void close() {
    closed = true;
    ahead.forEach(PendingBatch::cancel);
    loader.input().rows().endEpoch();
    ahead.forEach(PendingBatch::giveBack);
    ahead.clear();
  }
}
