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
    line("epoch " + state.epoch(), "%d steps of %d rows", epoch.steps(), rule.globalBatch());
    rows(Math.min(split.rows(), (long) state.laneOffset() * rule.lanes()), epoch);
    ReadCost cost = new ReadCost(split);
    for (int rank = 0; rank < world; rank++) {
      ChunkOrder chunks = epoch.chunks(rank, world);
      cost.add(chunks.chunkNumbers(), rule.policy() == Policy.TORCH ? chunks.size() : 0);
    }

    ranks(cost);
  }

  private void rows(long used, TrainEpoch epoch) {
    long read = 0;
    long repeats = 0;
    for (int rank = 0; rank < world; rank++) {
      for (int step = 0; step < epoch.steps(); step++) {
        read += epoch.places(step, rank, world).length;
        repeats += epoch.repeats(step, rank, world).cardinality();
      }
    }

    line(
        "rows",
        "%d to read, %d of them repeats, %d left out, %d used already",
        read,
        repeats,
        split.rows() - used - (read - repeats),
        used);
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
    long shards =
        split.snapshot().shards().stream().filter(shard -> shard.rows(split.split()) > 0).count();
    line("chunks", "%d, in %d shards", split.chunks().count(), shards);
  }

  private void ranks(ReadCost cost) {
    line("ranks", "%d", world);
    line("chunks a rank", "%d to %d", cost.chunks().getMin(), cost.chunks().getMax());
    line("bytes a rank", "%d to %d", cost.bytes().getMin(), cost.bytes().getMax());
    line("requests a rank", "%d to %d", cost.requests().getMin(), cost.requests().getMax());
    line("all ranks", "%d bytes, %d requests", cost.bytes().getSum(), cost.requests().getSum());
    line("shared chunks", "%d, read by more than one rank", cost.shared());
    line(
        "amplification",
        "%.3f (bytes that are read, over those of the chunks)",
        cost.amplification());
    if (cost.rereads() > 0) {
      line(
          "torch",
          "reads any row at any time: without a cache of its chunks, a rank reads up to %d chunks",
          cost.rereads());
    }
  }

  private void line(String name, String format, Object... values) {
    out.println(
        String.format(Locale.ROOT, "%-16s ", name) + String.format(Locale.ROOT, format, values));
  }
}
