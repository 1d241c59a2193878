package io.millrace.batch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PrimitiveIterator;

/** The batches of an epoch that are being decoded ahead of the reader, in order. */
final class EpochWork implements AutoCloseable {
  private final Dataloader<?> loader;
  private final long epoch;
  private final PrimitiveIterator.OfInt positions;
  private final Deque<PendingBatch> ahead = new ArrayDeque<>();
  private boolean closed;

  EpochWork(Dataloader<?> loader, long epoch) {
    this.loader = loader;
    this.epoch = epoch;
    this.positions = loader.input().order().positions(epoch);
    fill();
  }

  /** The next batch that has a row, decoded; absent at the end of the epoch. It stays in here. */
  Optional<PendingBatch> head() {
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
    return head;
  }

  /** What is left out counts when the reader gets there, however far the workers are ahead. */
  private PendingBatch remove() {
    PendingBatch head = ahead.remove();
    head.findings().forEach(loader::quarantine);
    return head;
  }

  private void fill() {
    while (positions.hasNext() && (ahead.isEmpty() || hasRoom())) {
      ahead.add(new PendingBatch(loader, epoch, nextPositions()).start());
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

  private int[] nextPositions() {
    int[] ordinals = new int[loader.options().batchSize()];
    int count = 0;
    while (count < ordinals.length && positions.hasNext()) {
      ordinals[count++] = positions.nextInt();
    }

    return Arrays.copyOf(ordinals, count);
  }

  @Override
  public void close() {
    closed = true;
    ahead.forEach(PendingBatch::cancel);
    ahead.forEach(PendingBatch::giveBack);
    ahead.clear();
  }
}
