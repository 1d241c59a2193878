package io.millrace.spark;

import io.millrace.batch.ChunkSteps;
import io.millrace.batch.EpochOrder;
import io.millrace.plan.Chunks;
import io.millrace.plan.OrderHash;
import io.millrace.plan.PlanState;
import io.millrace.sample.Split;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says the hash of every epoch's order as the epoch begins, so that runs can be compared. */
record LoggedOrder(EpochOrder order, Split split) implements EpochOrder {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedOrder.class);

  @Override
  public long firstEpoch() {
    return order.firstEpoch();
  }

  @Override
  public Iterator<int[]> batches(long epoch) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{} epoch {}: order {}", split.text(), epoch, order.hash(epoch).text());
    }

    return order.batches(epoch);
  }

  /** Without another word. */
  @Override
  public Iterator<int[]> ahead(long epoch) {
    return order.ahead(epoch);
  }

  @Override
  public int steps() {
    return order.steps();
  }

  @Override
  public ChunkSteps chunkSteps(long epoch, Chunks chunks) {
    return order.chunkSteps(epoch, chunks);
  }

  @Override
  public OrderHash hash(long epoch) {
    return order.hash(epoch);
  }

  @Override
  public PlanState state(long epoch, int given) {
    return order.state(epoch, given);
  }
}
