package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.datasets.MVTecAD;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Lists, pairs and divides empty files in the layout of MVTec AD, so many of them. */
record BenchListing(List<Integer> files) {
  private static final int CATEGORIES = 10;

  BenchListing {
    files = List.copyOf(files);
  }

  void measure(BenchOutput output) throws IOException {
    output.begin(
        Figure.SAMPLES, Figure.SECONDS, Figure.CPU_SECONDS, Figure.MICROS_PER_SAMPLE, Figure.HEAP);
    try (SparkSession spark = Sessions.open("bench plan");
        ScratchFolder scratch = ScratchFolder.create()) {
      // the first round pays for the JVM's warm-up and is not shown
      measure(spark, scratch.path().resolve("warm-up"), files.get(0));
      for (int count : files) {
        Path root = scratch.path().resolve("files-" + count);
        output.row("setup of empty files: " + count, measure(spark, root, count));
      }
    }
  }

  private static Map<Figure, Double> measure(SparkSession spark, Path root, int count)
      throws IOException {
    draw(root, count);
    RunConfig run = RunConfig.of(MVTecAD.at(root.toString()));
    Stopwatch watch = Stopwatch.start();
    try (DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.setup();
      long samples = module.samples().count();
      double seconds = watch.seconds();
      double cpu = watch.cpuSeconds();
      Map<Figure, Double> figures = new EnumMap<>(Figure.class);
      figures.put(Figure.SAMPLES, (double) samples);
      figures.put(Figure.SECONDS, seconds);
      figures.put(Figure.CPU_SECONDS, cpu);
      figures.put(Figure.MICROS_PER_SAMPLE, seconds * 1e6 / samples);
      figures.put(Figure.HEAP, (double) Stopwatch.heapMebibytes());
      return figures;
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
