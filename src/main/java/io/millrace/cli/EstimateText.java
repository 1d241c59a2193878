package io.millrace.cli;

import io.millrace.config.InvalidConfigException;
import io.millrace.spark.DataModule;
import io.millrace.spark.PrepareOptions;
import io.millrace.spark.job.PrepareEstimate;
import io.millrace.store.StoreKind;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints what a prepare would cost, for both kinds of store. */
record EstimateText(PrintWriter out) {
  private static final double MEGA = 1e6;
  private static final long MEBI = 1L << 20;

  void print(DataModule<?> module, String store, PrepareOptions options) {
    PrepareEstimate wanted = module.estimate(store, options);
    PrepareEstimate.Input input = wanted.input();
    out.printf(
        Locale.ROOT,
        "%d samples: %d files, %.1f MB, the largest %.1f MB; %d requests to read them%n",
        input.samples(),
        input.files(),
        input.bytes() / MEGA,
        input.largest() / MEGA,
        input.files());
    print(options.kind(), wanted);
    other(module, store, options);
    out.println("nothing was written");
    out.flush();
  }

  private void other(DataModule<?> module, String store, PrepareOptions options) {
    boolean packed = options.kind() == StoreKind.PACKED;
    PrepareOptions kind = packed ? PrepareOptions.tensors() : PrepareOptions.packed();
    PrepareOptions other =
        kind.withShardBytes(options.shardBytes())
            .withMaxBad(options.maxBad())
            .withAudit(options.audit());
    try {
      print(other.kind(), module.estimate(store, other));
    } catch (InvalidConfigException e) {
      out.println(other.kind().text() + ": " + e.getMessage());
    }
  }

  private void print(StoreKind kind, PrepareEstimate estimate) {
    PrepareEstimate.Output output = estimate.output();
    out.printf(
        Locale.ROOT,
        "%s: %d shards, %.1f MB, %d requests to write them%n",
        kind.text(),
        output.shards(),
        output.bytes() / MEGA,
        output.requests());
    PrepareEstimate.Cost cost = estimate.cost();
    if (cost.measured() == 0) {
      out.println("  no time was measured: videos are not decoded for an estimate");
    } else {
      cost(cost, out);
    }

    PrepareEstimate.Memory memory = estimate.memory();
    out.printf(
        "  an executor of %d cores needs %d MiB of heap and %d MiB beside it%n",
        memory.cores(), memory.heap() / MEBI, memory.beside() / MEBI);
  }

  private static void cost(PrepareEstimate.Cost cost, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  %.2f core-hours: %.2f ms of a core a sample, measured with %d of them here%n",
        cost.coreHours(),
        cost.milliseconds(),
        cost.measured());
  }
}
