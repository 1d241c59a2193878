package io.millrace.batch;

import io.millrace.item.HostBatch;
import java.util.BitSet;
import java.util.Iterator;
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
  private B current;
  private BitSet bad = new BitSet();
  private int given;

  BatchStream(EpochWork work, BiFunction<HostBatch, Runnable, B> maker) {
    this.work = work;
    this.maker = maker;
  }

  /**
   * Whether there is another batch; waits until it is decoded. An interrupt does not cut the wait
   * short and stays set.
   *
   * @throws io.millrace.sample.BadSampleException if a sample of it is bad and the policy is FAIL
   */
  @Override
  public boolean hasNext() {
    return work.head().isPresent();
  }

  @Override
  public B next() {
    closeCurrent();
    PendingBatch head = work.take();
    given = head.step() + 1;
    bad = head.bad();
    HostBatch batch = head.await();
    current = maker.apply(batch, head::giveBack);
    return current;
  }

  /** Rows of the batch given last that could not be read, where those keep their slots. */
  public BitSet bad() {
    return (BitSet) bad.clone();
  }

  /** The batches ahead of the reader. */
  EpochWork work() {
    return work;
  }

  /** How many batches of the epoch have been given, those that had no good sample too. */
  int given() {
    return given;
  }

  /** Stops what is under way and gives back all memory but that of detached batches. */
  @Override
  public void close() {
    closeCurrent();
    work.close();
  }

  private void closeCurrent() {
    if (current != null && !current.isDetached()) {
      current.close();
    }
    current = null;
  }
}
