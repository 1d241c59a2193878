package io.millrace.batch;

import io.millrace.plan.Chunks;
import io.millrace.plan.OrderHash;
import io.millrace.plan.PlanState;
import io.millrace.plan.RowRange;
import java.util.Iterator;

/** Which samples make which batch of an epoch. Epochs are asked for as 0, 1, 2, ... */
public interface EpochOrder {
  /** The first epoch that a loader gives: later than 0 where it goes on from a state. */
  default long firstEpoch() {
    return 0;
  }

  /** Positions of the samples of each batch, first to last; the first epoch may begin midway. */
  Iterator<int[]> batches(long epoch);

  /** The same batches once more, for another thread that looks ahead of the reader. */
  default Iterator<int[]> ahead(long epoch) {
    return batches(epoch);
  }

  /** Number of batches of a whole epoch. */
  int steps();

  /** When a whole epoch needs each of those chunks. */
  default ChunkSteps chunkSteps(long epoch, Chunks chunks) {
    return ChunkSteps.UNKNOWN;
  }

  /** A digest of a whole epoch. */
  default OrderHash hash(long epoch) {
    OrderHash hash = OrderHash.NONE;
    long first = 0;
    for (Iterator<int[]> steps = batches(epoch); steps.hasNext(); ) {
      int[] batch = steps.next();
      hash = hash.plus(OrderHash.of(first, batch));
      first += batch.length;
    }

    return hash;
  }

  /** Where training stands once so many of an epoch's batches have been given. */
  default PlanState state(long epoch, int given) {
    throw new IllegalStateException(
        "Cannot give a state: only training in the order of the plan can be resumed (use the train"
            + " loader with order: plan)");
  }

  /** Table order in every epoch: what evaluation uses. */
  static EpochOrder table(int size, int batchSize) {
    return new RunOrder(new RowRange(0, size), batchSize);
  }
}
