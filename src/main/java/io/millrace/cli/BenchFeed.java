package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.feed.Ranks;
import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times steps that are fed from a store and from files. */
@Command(
    name = "feed",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Pictures a second that reach a step of fixed length, and how long it waits for them.",
      "Baked rows are noise of 3 x 256 x 256 bytes; files are drawn PNGs of 900 x 900."
    })
final class BenchFeed implements Callable<Integer> {
  private static final int SIDE = 256;

  @Mixin private BenchOutput output;

  @Option(names = "--rows", defaultValue = "8192", description = "Rows of the tensors store.")
  private int rows;

  @Option(names = "--files", defaultValue = "300", description = "Pictures as files; 0 for none.")
  private int files;

  @Option(names = "--epochs", defaultValue = "4", description = "Epochs of each line.")
  private int epochs;

  @Option(names = "--step", defaultValue = "5", description = "Length of a step, ms.")
  private double milliseconds;

  @Option(
      names = "--busy",
      description = "The step keeps its core busy; else it waits, as for a GPU.")
  private boolean busy;

  @Option(names = "--batch", defaultValue = "32", description = "Rows of a global batch.")
  private int batch;

  @Option(names = "--workers", defaultValue = "2", description = "Decoding threads.")
  private int workers;

  @Override
  public Integer call() throws IOException {
    output.begin(Figure.IMAGES_PER_SECOND, Figure.WAITING);
    try (ScratchFolder scratch = ScratchFolder.create();
        SparkSession spark = Sessions.here("bench feed")) {
      baked(spark, scratch.path());
      if (files > 0) {
        raw(spark, scratch.path());
      }
    }

    output.end();
    return 0;
  }

  private void baked(SparkSession spark, Path scratch) throws IOException {
    String store = new NoiseStore(scratch.resolve("noise"), SIDE, DType.U8).write(rows);
    try (DataModule<ImageBatch> module =
        settings(DataModule.builder(spark).store(store)).precision(Precision.UINT8).build()) {
      rows("baked, loader", List.of(steps().over(module)));
      for (int ranks : new int[] {1, 2}) {
        rows("baked, ranks: " + ranks, module.feed(Ranks.of(ranks), steps()).results());
      }
    }
  }

  private void raw(SparkSession spark, Path scratch) throws IOException {
    DrawnFiles drawn = new DrawnFiles(scratch.resolve("files"), "bench");
    drawn.draw(files);
    try (DataModule<ImageBatch> module =
        settings(DataModule.builder(spark).dataset(drawn.dataset()))
            .imageSize(SIDE, SIDE)
            .build()) {
      module.setup();
      rows("PNG files, loader", List.of(steps().over(module)));
      for (int ranks : new int[] {1, 2}) {
        var report = module.feed(Ranks.of(ranks), steps());
        rows("PNG files, ranks: " + ranks, report.results());
        output.say(report.verdict());
      }
    }
  }

  private DataModuleBuilder settings(DataModuleBuilder builder) {
    return builder.seed(0).trainBatchSize(batch).numWorkers(workers);
  }

  private TimedSteps steps() {
    return new TimedSteps(epochs, (long) (milliseconds * 1e6), busy);
  }

  /** A row an epoch: pictures of all ranks; of the waiting, the rank's that waits most. */
  private void rows(String what, List<? extends List<Double>> ranks) {
    for (int epoch = 0; epoch < epochs; epoch++) {
      int at = epoch;
      double rate = ranks.stream().mapToDouble(r -> TimedSteps.imagesPerSecond(r, at)).sum();
      double most = ranks.stream().mapToDouble(r -> TimedSteps.waitingShare(r, at)).max().orElse(0);
      Map<Figure, Double> figures = new EnumMap<>(Figure.class);
      figures.put(Figure.IMAGES_PER_SECOND, rate);
      figures.put(Figure.WAITING, most);
      output.row("%s, epoch %d".formatted(what, epoch), figures);
    }
  }
}
