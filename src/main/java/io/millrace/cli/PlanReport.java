package io.millrace.cli;

import io.millrace.plan.ChunkOrder;
import io.millrace.plan.EvalPlan;
import io.millrace.plan.PlanState;
import io.millrace.plan.Policy;
import io.millrace.plan.RowRange;
import io.millrace.plan.TrainEpoch;
import io.millrace.plan.TrainRule;
import io.millrace.store.StoredSplit;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.IntStream;

/** What an epoch takes, in words: steps, rows, and what its ranks read. */
final class PlanReport {
  private static final double MEBIBYTE = 1 << 20;

  private final StoredSplit split;
  private final int world;
  private final PrintWriter out;

  PlanReport(StoredSplit split, int world, PrintWriter out) {
    this.split = split;
    this.world = world;
    this.out = out;
  }

  /** Training from a lane offset on. */
  void train(PlanState state, TrainEpoch epoch) {
    TrainRule rule = state.rule();
    store();
    line(
        "plan",
        "seed %d, %d lanes, window of %d rows, %d rows a lane and step, %s",
        rule.seed(),
        rule.lanes(),
        rule.window(),
        rule.rowsPerLane(),
        rule.policy().text());
    long used = Math.min(split.rows(), (long) state.laneOffset() * rule.lanes());
    long read = 0;
    long repeats = 0;
    ReadCost cost = new ReadCost(split);
    for (int rank = 0; rank < world; rank++) {
      ChunkOrder chunks = epoch.chunks(rank, world);
      cost.add(chunks.chunkNumbers(), rule.policy() == Policy.TORCH ? chunks.size() : 0);
      for (int step = 0; step < epoch.steps(); step++) {
        read += epoch.places(step, rank, world).length;
        repeats += epoch.repeats(step, rank, world).cardinality();
      }
    }

    line("epoch " + state.epoch(), "%d steps of %d rows", epoch.steps(), rule.globalBatch());
    line(
        "rows",
        "%d to read, %d of them repeats, %d left out, %d used already",
        read,
        repeats,
        split.rows() - used - (read - repeats),
        used);
    ranks(cost);
  }

  /** Evaluation in table order. */
  void evaluation(EvalPlan plan) {
    store();
    ReadCost cost = new ReadCost(split);
    for (int rank = 0; rank < world; rank++) {
      RowRange rows = plan.range(rank);
      cost.add(
          rows.rows() == 0
              ? IntStream.empty()
              : IntStream.rangeClosed(
                  split.chunks().chunkOf(rows.from()), split.chunks().chunkOf(rows.to() - 1)),
          0);
    }

    line("plan", "table order, each row once, %d rows a rank and step", plan.batch());
    line("steps", "%d", plan.steps());
    ranks(cost);
  }

  private void store() {
    line("snapshot", "%s, number %d", split.snapshot().id(), split.snapshot().commit().number());
    line("split", "%s, %d rows", split.split().text(), split.rows());
    line("chunks", "%d, in %d shards", split.chunks().count(), split.snapshot().shards().size());
  }

  private void ranks(ReadCost cost) {
    line("ranks", "%d", world);
    line("chunks a rank", "%d to %d", cost.chunks().getMin(), cost.chunks().getMax());
    line(
        "bytes a rank",
        "%.1f to %.1f MiB",
        cost.bytes().getMin() / MEBIBYTE,
        cost.bytes().getMax() / MEBIBYTE);
    line("requests a rank", "%d to %d", cost.requests().getMin(), cost.requests().getMax());
    line(
        "all ranks",
        "%.1f MiB in %d requests",
        cost.bytes().getSum() / MEBIBYTE,
        cost.requests().getSum());
    line(
        "amplification",
        "%.3f times the bytes of the chunks: %d chunks are read by more than one rank",
        cost.amplification(),
        cost.shared());
    if (cost.rereads() > 0) {
      line(
          "torch",
          "reads any row at any time: without a cache of its chunks, a rank makes up to %d reads",
          cost.rereads());
    }
  }

  private void line(String name, String format, Object... values) {
    out.println(
        String.format(Locale.ROOT, "%-16s ", name) + String.format(Locale.ROOT, format, values));
  }
}
