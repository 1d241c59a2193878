package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.DType;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists, pairs and divides empty files in the layout of MVTec AD. */
@Command(
    name = "listing",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Seconds to list, pair and divide empty files in the layout of MVTec AD.")
final class BenchListing implements Callable<Integer> {
  private static final int CATEGORIES = 10;
  private static final int TINY = 4;

  @Spec private CommandSpec command;

  @Option(names = "--files", split = ",", defaultValue = "1000,10000,100000")
  private List<Integer> files;

  @Option(
      names = "--store-rows",
      split = ",",
      description = "Rows of stores of tiny pictures, whose opening is timed too.")
  private List<Integer> storeRows = List.of();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    out.println(
        "files  samples  seconds  cpu seconds  us a sample  cpu us a sample  heap MiB  peak MiB");
    try (SparkSession spark = Sessions.open("bench listing");
        ScratchFolder scratch = ScratchFolder.create()) {
      // the first round pays for the JVM's warm-up and is not shown
      measure(spark, scratch.path().resolve("warm-up"), files.get(0));
      for (int count : files) {
        out.println(measure(spark, scratch.path().resolve("files-" + count), count));
        out.flush();
      }

      for (int rows : storeRows) {
        Path store = scratch.path().resolve("store-" + rows);
        out.println(open(spark, new NoiseStore(store, TINY, DType.U8).write(rows)));
        out.flush();
      }
    }

    return 0;
  }

  /** A store is listed by its snapshot; a loader reads the index too. */
  private static String open(SparkSession spark, String store) {
    Stopwatch watch = Stopwatch.start();
    try (DataModule<ImageBatch> module = DataModule.builder(spark).store(store).build()) {
      module.setup();
      double opened = watch.seconds();
      try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
        return "store of %d rows: setup %.2f s, loader %.2f s, %.2f CPU s, heap %d, peak %d MiB"
            .formatted(
                loader.samples(),
                opened,
                watch.seconds() - opened,
                watch.cpuSeconds(),
                Stopwatch.heapMebibytes(),
                Stopwatch.peakMebibytes());
      }
    }
  }

  private static String measure(SparkSession spark, Path root, int count) throws IOException {
    draw(root, count);
    RunConfig run = RunConfig.of(MVTecAD.at(root.toString()));
    Stopwatch watch = Stopwatch.start();
    try (DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.setup();
      long samples = module.samples().count();
      double seconds = watch.seconds();
      double cpuSeconds = watch.cpuSeconds();
      return "%d  %d  %.2f  %.2f  %.1f  %.1f  %d  %d"
          .formatted(
              count,
              samples,
              seconds,
              cpuSeconds,
              seconds * 1e6 / samples,
              cpuSeconds * 1e6 / samples,
              Stopwatch.heapMebibytes(),
              Stopwatch.peakMebibytes());
    }
  }

  private static void draw(Path root, int count) throws IOException {
    for (int category = 0; category < CATEGORIES; category++) {
      int share = (count - category + CATEGORIES - 1) / CATEGORIES;
      drawCategory(root.resolve("category" + category), share);
    }
  }

  /** Of ten files six are for training, two good and one bent for the test, one is a mask. */
  private static void drawCategory(Path category, int count) throws IOException {
    Set<String> folders = new HashSet<>();
    for (int number = 0; number < count; number++) {
      String folder =
          switch (number % 10) {
            case 0, 1, 2, 3, 4, 5 -> "train/good";
            case 6, 7 -> "test/good";
            case 8 -> "test/bent";
            default -> "ground_truth/bent";
          };
      if (folders.add(folder)) {
        Files.createDirectories(category.resolve(folder));
      }

      int pair = number - number % 10;
      String name =
          folder.endsWith("bent")
              ? "%06d%s.png".formatted(pair, folder.startsWith("test") ? "" : "_mask")
              : "%06d.png".formatted(number);
      Files.createFile(category.resolve(folder).resolve(name));
    }
  }
}
