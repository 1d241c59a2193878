package io.millrace.batch;

import io.millrace.plan.Chunks;
import io.millrace.plan.RowRange;
import java.util.Iterator;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A run of rows in the order of their table; the last batch may be short.
 *
 * @param rows which ones
 * @param batch how many at once, >= 1
 */
public record RunOrder(RowRange rows, int batch) implements EpochOrder {
  public RunOrder {
    Objects.requireNonNull(rows, "rows");
    if (batch < 1) {
      throw new IllegalArgumentException("Invalid batch size: " + batch + " (must be >= 1)");
    }
  }

  @Override
  public Iterator<int[]> batches(long epoch) {
    return IntStream.range(0, steps()).mapToObj(this::step).iterator();
  }

  private int[] step(int step) {
    int from = rows.from() + step * batch;
    return IntStream.range(from, Math.min(rows.to(), from + batch)).toArray();
  }

  @Override
  public int steps() {
    return (rows.rows() + batch - 1) / batch;
  }

  @Override
  public ChunkSteps chunkSteps(long epoch, Chunks chunks) {
    return chunk ->
        chunks.start(chunk) < rows.to() && chunks.end(chunk) > rows.from()
            ? OptionalInt.of(Math.max(0, chunks.start(chunk) - rows.from()) / batch)
            : OptionalInt.empty();
  }
}
