package io.millrace.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PrimitiveIterator;

/** The batches of an epoch that are being decoded ahead of the reader, in order. */
final class EpochWork implements AutoCloseable {
  private final Dataloader<?> loader;
  private final long epoch;
  private final PrimitiveIterator.OfInt positions;
  private final Deque<PendingBatch> ahead = new ArrayDeque<>();

  EpochWork(Dataloader<?> loader, long epoch) {
    this.loader = loader;
    this.epoch = epoch;
    this.positions = loader.input().order().positions(epoch);
    fill();
  }

  /** The next batch, perhaps still being decoded; null at the end. The caller gives it back. */
  PendingBatch poll() {
    fill();
    PendingBatch head = ahead.poll();
    if (head != null) {
      // batches of unknown size are known by their first one
      head.await();
      fill();
    }

    return head;
  }

  private void fill() {
    while (positions.hasNext() && (ahead.isEmpty() || hasRoom())) {
      ahead.add(new PendingBatch(loader, epoch, take()).start());
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

  private int[] take() {
    int[] ordinals = new int[loader.options().batchSize()];
    int count = 0;
    while (count < ordinals.length && positions.hasNext()) {
      ordinals[count++] = positions.nextInt();
    }

    return java.util.Arrays.copyOf(ordinals, count);
  }

  @Override
  public void close() {
    ahead.forEach(PendingBatch::cancel);
    ahead.forEach(PendingBatch::giveBack);
    ahead.clear();
  }
}
