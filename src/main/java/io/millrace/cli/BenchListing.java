package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.datasets.MVTecAD;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Spec private CommandSpec command;

  @Option(names = "--files", split = ",", defaultValue = "1000,10000,100000")
  private List<Integer> files;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    out.println("files  samples  seconds  cpu seconds  us a sample  heap MiB");
    try (SparkSession spark = Sessions.open("bench listing");
        ScratchFolder scratch = ScratchFolder.create()) {
      // the first round pays for the JVM's warm-up and is not shown
      measure(spark, scratch.path().resolve("warm-up"), files.get(0));
      for (int count : files) {
        out.println(measure(spark, scratch.path().resolve("files-" + count), count));
        out.flush();
      }
    }

    return 0;
  }

  private static String measure(SparkSession spark, Path root, int count) throws IOException {
    draw(root, count);
    RunConfig run = RunConfig.of(MVTecAD.at(root.toString()));
    Stopwatch watch = Stopwatch.start();
    try (DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.setup();
      long samples = module.samples().count();
      double seconds = watch.seconds();
      return "%d  %d  %.2f  %.2f  %.1f  %d"
          .formatted(
              count,
              samples,
              seconds,
              watch.cpuSeconds(),
              seconds * 1e6 / samples,
              Stopwatch.heapMebibytes());
    }
  }

  /** Of ten files six are for training, two good and one bent for the test, one is a mask. */
  private static void draw(Path root, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Path category = root.resolve("category" + i % CATEGORIES);
      int number = i / CATEGORIES;
      String folder =
          switch (number % 10) {
            case 0, 1, 2, 3, 4, 5 -> "train/good";
            case 6, 7 -> "test/good";
            case 8 -> "test/bent";
            default -> "ground_truth/bent";
          };
      int pair = number - number % 10;
      String name =
          folder.endsWith("bent")
              ? "%06d%s.png".formatted(pair, folder.startsWith("test") ? "" : "_mask")
              : "%06d.png".formatted(number);
      Path file = category.resolve(folder).resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }
}
