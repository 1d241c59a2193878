package io.millrace.batch;

import io.millrace.plan.Chunks;
import io.millrace.plan.EvalPlan;
import io.millrace.plan.RowRange;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One rank's share of a table, in its order; without the empty batches at its end.
 *
 * @param plan of all ranks
 * @param rank whose rows these are, from 0
 */
public record RangeOrder(EvalPlan plan, int rank) implements EpochOrder {
  @Override
  public Iterator<int[]> batches(long epoch) {
    return IntStream.range(0, steps())
        .mapToObj(step -> plan.batch(rank, step))
        .map(rows -> IntStream.range(rows.from(), rows.to()).toArray())
        .iterator();
  }

  @Override
  public int steps() {
    int rows = plan.range(rank).rows();
    return (rows + plan.batch() - 1) / plan.batch();
  }

  @Override
  public ChunkSteps chunkSteps(long epoch, Chunks chunks) {
    RowRange own = plan.range(rank);
    return chunk ->
        chunks.start(chunk) < own.to() && chunks.end(chunk) > own.from()
            ? OptionalInt.of(Math.max(0, chunks.start(chunk) - own.from()) / plan.batch())
            : OptionalInt.empty();
  }
}
