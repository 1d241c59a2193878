package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.datasets.MVTecAD;
import io.millrace.item.DType;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Lists, pairs and divides empty files in the layout of MVTec AD, and opens stores of tiny
 * pictures: so many of each.
 */
record BenchListing(List<Integer> files, List<Integer> storeRows) {
  private static final int CATEGORIES = 10;
  private static final int TINY = 4;

  BenchListing {
    files = List.copyOf(files);
    storeRows = List.copyOf(storeRows);
  }

  void measure(BenchOutput output) throws IOException {
    output.begin(
        Figure.SAMPLES,
        Figure.SECONDS,
        Figure.CPU_SECONDS,
        Figure.MICROS_PER_SAMPLE,
        Figure.CPU_MICROS_PER_SAMPLE,
        Figure.HEAP,
        Figure.PEAK);
    try (SparkSession spark = Sessions.here("bench plan");
        ScratchFolder scratch = ScratchFolder.create()) {
      // the first round pays for the JVM's warm-up and is not shown
      if (!files.isEmpty()) {
        setup(spark, scratch.path().resolve("warm-up"), files.get(0));
      }

      for (int count : files) {
        Path root = scratch.path().resolve("files-" + count);
        output.row("setup of empty files: " + count, setup(spark, root, count));
      }

      for (int rows : storeRows) {
        Path store = scratch.path().resolve("store-" + rows);
        output.row(
            "setup and table of a store's rows: " + rows,
            open(spark, new NoiseStore(store, TINY, DType.U8).write(rows)));
      }
    }
  }

  /** A store is listed by its snapshot; a loader reads the index too. */
  private static Map<Figure, Double> open(SparkSession spark, String store) {
    Stopwatch watch = Stopwatch.start();
    try (DataModule<ImageBatch> module = DataModule.builder(spark).store(store).build()) {
      module.setup();
      try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
        return figures(watch, loader.samples());
      }
    }
  }

  private static Map<Figure, Double> setup(SparkSession spark, Path root, int count)
      throws IOException {
    draw(root, count);
    RunConfig run = RunConfig.of(MVTecAD.at(root.toString()));
    Stopwatch watch = Stopwatch.start();
    try (DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.setup();
      return figures(watch, module.samples().count());
    }
  }

  private static Map<Figure, Double> figures(Stopwatch watch, long samples) {
    double seconds = watch.seconds();
    double cpu = watch.cpuSeconds();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.SAMPLES, (double) samples);
    figures.put(Figure.SECONDS, seconds);
    figures.put(Figure.CPU_SECONDS, cpu);
    figures.put(Figure.MICROS_PER_SAMPLE, seconds * 1e6 / samples);
    figures.put(Figure.CPU_MICROS_PER_SAMPLE, cpu * 1e6 / samples);
    figures.put(Figure.HEAP, (double) Stopwatch.heapMebibytes());
    figures.put(Figure.PEAK, (double) Stopwatch.peakMebibytes());
    return figures;
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
