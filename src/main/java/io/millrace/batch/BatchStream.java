package io.millrace.batch;

import io.millrace.item.HostBatch;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;

/**
 * The batches of one epoch. Owns the batch that it gave last: {@link #next} and {@link #close}
 * close it unless it was detached.
 *
 * @param <B> kind of batch
 */
public final class BatchStream<B extends Batch> implements Iterator<B>, AutoCloseable {
  private final EpochWork work;
  private final BiFunction<HostBatch, Runnable, B> maker;
  private PendingBatch ready;
  private B current;

  BatchStream(EpochWork work, BiFunction<HostBatch, Runnable, B> maker) {
    this.work = work;
    this.maker = maker;
  }

  /**
   * Whether there is another batch; waits until it is decoded.
   *
   * @throws io.millrace.sample.BadSampleException if a sample of it is bad and the policy is FAIL
   */
  @Override
  public boolean hasNext() {
    while (ready == null) {
      PendingBatch head = work.poll();
      if (head == null) {
        return false;
      }

      // a batch of nothing but quarantined samples is no batch
      if (head.await().size() > 0) {
        ready = head;
      } else {
        head.giveBack();
      }
    }

    return true;
  }

  @Override
  public B next() {
    closeCurrent();
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot give another batch: the epoch has ended");
    }

    current = maker.apply(ready.await(), ready::giveBack);
    ready = null;
    return current;
  }

  /** Stops what is under way and gives back all memory but that of detached batches. */
  @Override
  public void close() {
    closeCurrent();
    if (ready != null) {
      ready.giveBack();
      ready = null;
    }
    work.close();
  }

  private void closeCurrent() {
    if (current != null && !current.isDetached()) {
      current.close();
    }
    current = null;
  }
}
