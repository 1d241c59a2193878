package io.millrace.cli;

import io.millrace.plan.ChunkOrder;
import io.millrace.plan.Chunks;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainEpoch;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the plan of a large split: no store, no Spark. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Seconds to make a rank's plan, the order of its chunks, and all its batches of an epoch.",
      "The heap is what the plan, an epoch and its chunks hold after all batches were read.",
      "Chunks of one row are raw files, of which no chunks are read ahead.",
      "Try it with MILLRACE_JAVA_OPTIONS=-Xmx64m."
    })
final class BenchPlan implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--rows", defaultValue = "10000000")
  private int rows;

  @Option(names = "--chunk-rows", defaultValue = "64")
  private int chunkRows;

  @Option(names = "--lanes", defaultValue = "64")
  private int lanes;

  @Option(names = "--window", defaultValue = "64")
  private int window;

  @Option(names = "--rows-per-lane", defaultValue = "32")
  private int rowsPerLane;

  @Option(names = "--world", split = ",", defaultValue = "64,8,1", description = "Ranks.")
  private List<Integer> worlds;

  @Option(names = "--policy", defaultValue = "drop_tail", description = "torch: as torch shuffles.")
  private String policy;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    out.println("ranks  plan s  chunks s  batches s  cpu s  rows read  ns a row  heap MiB");
    // the first round pays for the JVM's warm-up and is not shown
    measure(worlds.get(0), Stopwatch.heapMebibytes());
    for (int ranks : worlds) {
      out.println(measure(ranks, Stopwatch.heapMebibytes()));
      out.flush();
    }

    return 0;
  }

  private String measure(int ranks, long heapBefore) {
    Stopwatch watch = Stopwatch.start();
    TrainPlan plan = new TrainPlan(chunks(), rule());
    double planned = watch.seconds();
    TrainEpoch epoch = plan.epoch(0);
    Optional<ChunkOrder> chunks =
        chunkRows == 1 ? Optional.empty() : Optional.of(epoch.chunks(0, ranks));
    double ordered = watch.seconds();
    long read = 0;
    for (int step = 0; step < epoch.steps(); step++) {
      read += epoch.batch(step, 0, ranks).length;
    }

    double done = watch.seconds();
    double cpu = watch.cpuSeconds();
    long heap = Stopwatch.heapMebibytes() - heapBefore;
    // asked after the collection, so that they are still there
    if (chunks.stream().anyMatch(all -> all.size() == 0)
        || plan.rows() != rows
        || epoch.steps() == 0) {
      throw new IllegalStateException("Cannot measure a plan without steps");
    }

    return "%d  %.3f  %.3f  %.3f  %.3f  %d  %.0f  %d"
        .formatted(
            ranks,
            planned,
            ordered - planned,
            done - ordered,
            cpu,
            read,
            (done - ordered) * 1e9 / read,
            heap);
  }

  /** Sizes one by one, as the snapshot of a store has them; of files none. */
  private Chunks chunks() {
    if (chunkRows == 1) {
      return Chunks.uniform(rows, 1);
    }

    int[] sizes = new int[(rows + chunkRows - 1) / chunkRows];
    Arrays.fill(sizes, chunkRows);
    sizes[sizes.length - 1] = rows - (sizes.length - 1) * chunkRows;
    return Chunks.of(sizes);
  }

  private TrainRule rule() {
    return new TrainRule(42, lanes, window, rowsPerLane, Policy.of(policy));
  }
}
