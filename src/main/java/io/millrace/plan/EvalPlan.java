package io.millrace.plan;

import java.io.Serializable;

/**
 * Evaluation in table order: every row once, on one rank, and as many steps on each rank. The last
 * batches of a rank may be short or empty.
 *
 * @param samples rows of the split
 * @param ranks how many ranks share them
 * @param batch rows of a rank and step
 */
public record EvalPlan(int samples, int ranks, int batch) implements Serializable {
  public EvalPlan {
    Checks.atLeast("samples", samples, 0);
    Checks.atLeast("ranks", ranks, 1);
    Checks.atLeast("batch", batch, 1);
  }

  /** Steps of every rank. */
  public int steps() {
    return Checks.ceilDiv(Checks.ceilDiv(samples, ranks), batch);
  }

  /** The rows of a rank. */
  public RowRange range(int rank) {
    Checks.index("rank", rank, ranks);
    return new RowRange(
        (int) ((long) rank * samples / ranks), (int) ((rank + 1L) * samples / ranks));
  }

  /** The rank that has a row: the last one whose range begins at it or before it. */
  public int rankOf(int ordinal) {
    Checks.index("ordinal", ordinal, samples);
    return (int) (((ordinal + 1L) * ranks - 1) / samples);
  }

  /** The rows of a rank at a step, at most {@link #batch()}, perhaps none. */
  public RowRange batch(int rank, int step) {
    Checks.index("step", step, steps());
    RowRange all = range(rank);
    long from = Math.min(all.from() + (long) step * batch, all.to());
    return new RowRange((int) from, (int) Math.min(from + batch, all.to()));
  }
}
