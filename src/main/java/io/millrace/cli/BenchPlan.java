package io.millrace.cli;

import io.millrace.plan.ChunkOrder;
import io.millrace.plan.Chunks;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainEpoch;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the plan of a large split, which takes no store and no Spark, and listing for one. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Seconds to make a rank's plan, the order of its chunks, and all its batches of an epoch.",
      "The heap is what the plan, an epoch and its chunks hold after all batches were read.",
      "Chunks of one row are raw files, of which no chunks are read ahead.",
      "Try it with MILLRACE_JAVA_OPTIONS=-Xmx64m. With --files or --store-rows also the seconds of",
      "setup(): to list, pair and divide empty files in the layout of MVTec AD, to open a store."
    })
final class BenchPlan implements Callable<Integer> {
  @Mixin private BenchOutput output;

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

  @Option(
      names = "--files",
      split = ",",
      description = "Numbers of files, such as 1000,10000,100000. Default: none.")
  private List<Integer> files = List.of();

  @Option(
      names = "--store-rows",
      split = ",",
      description = "Rows of stores of tiny pictures, whose opening is timed too. Default: none.")
  private List<Integer> storeRows = List.of();

  @Override
  public Integer call() throws IOException {
    output.begin(
        Figure.PLAN_SECONDS,
        Figure.CHUNKS_SECONDS,
        Figure.BATCHES_SECONDS,
        Figure.CPU_SECONDS,
        Figure.SAMPLES,
        Figure.NANOS_PER_ROW,
        Figure.HEAP);
    // the first round pays for the JVM's warm-up and is not shown
    measure(worlds.get(0), Stopwatch.heapMebibytes());
    for (int ranks : worlds) {
      output.row("ranks: " + ranks, measure(ranks, Stopwatch.heapMebibytes()));
    }

    if (!files.isEmpty() || !storeRows.isEmpty()) {
      new BenchListing(files, storeRows).measure(output);
    }

    output.end();
    return 0;
  }

  private Map<Figure, Double> measure(int ranks, long heapBefore) {
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

    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.PLAN_SECONDS, planned);
    figures.put(Figure.CHUNKS_SECONDS, ordered - planned);
    figures.put(Figure.BATCHES_SECONDS, done - ordered);
    figures.put(Figure.CPU_SECONDS, cpu);
    figures.put(Figure.SAMPLES, (double) read);
    figures.put(Figure.NANOS_PER_ROW, (done - ordered) * 1e9 / read);
    figures.put(Figure.HEAP, (double) heap);
    return figures;
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
