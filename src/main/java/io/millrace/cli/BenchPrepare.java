package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.PixelConfig;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.datasets.MVTecAD;
import io.millrace.decode.ColorMode;
import io.millrace.decode.Decoding;
import io.millrace.decode.ImageDecoder;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.spark.DataModule;
import io.millrace.spark.PrepareOptions;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.job.PrepareEstimate;
import io.millrace.transform.Compose;
import io.millrace.transform.Levels;
import io.millrace.transform.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times prepare over drawn pictures, beside decoding and resizing alone. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "CPU time a picture to prepare drawn 900 x 900 pictures, beside decoding and resizing alone,"
          + " and the memory that it took.",
      "A hundred are drawn; the rest are copies under other names. The fixed start is what a prepare"
          + " of a tenth costs more than a tenth."
    })
final class BenchPrepare implements Callable<Integer> {
  private static final Size SIZE = new Size(256, 256);
  private static final int PART = 10;
  private static final long MEBI = 1L << 20;

  @Mixin private BenchOutput output;

  @Option(names = "--images", defaultValue = "2000", description = "Pictures.")
  private int images;

  @Option(names = "--shard-mib", defaultValue = "32", description = "Size of a shard.")
  private int shardMib;

  @Option(
      names = "--at",
      defaultValue = "",
      paramLabel = "URI",
      description =
          "Folder, such as s3a://bucket/bench, to which pictures and stores are brought: both lie there.")
  private String at;

  @Override
  public Integer call() throws IOException {
    if (images < PART) {
      throw new IllegalArgumentException(
          "Invalid number of pictures: %d (must be >= %d)".formatted(images, PART));
    }

    try (ScratchFolder scratch = ScratchFolder.create();
        SparkSession spark = Sessions.here("bench prepare")) {
      DrawnFiles all = new DrawnFiles(scratch.path(), "all");
      DrawnFiles part = new DrawnFiles(scratch.path().resolve("part"), "part");
      all.draw(images);
      part.draw(images / PART);
      bring(spark, scratch.path());
      measure(spark, scratch.path(), List.of(part, all));
    }

    output.end();
    return 0;
  }

  private void bring(SparkSession spark, Path scratch) throws IOException {
    if (!at.isEmpty()) {
      HadoopStorage storage = new HadoopStorage(spark.sparkContext().hadoopConfiguration());
      new FolderUpload(storage, at).bring(scratch);
    }
  }

  /** Where a file or folder below the scratch folder is to lie. */
  private String place(Path scratch, Path path) {
    return at.isEmpty() ? path.toString() : at + "/" + scratch.relativize(path);
  }

  private void measure(SparkSession spark, Path scratch, List<DrawnFiles> data) throws IOException {
    PrepareEstimate.Memory memory = estimate(spark, scratch, data.get(0)).memory();
    output.say(
        "dry run: an executor of %d cores needs %d MiB of heap and %d MiB beside it"
            .formatted(memory.cores(), memory.heap() / MEBI, memory.beside() / MEBI));
    output.begin(
        Figure.CPU_MS,
        Figure.IMAGES_PER_SECOND,
        Figure.BUSY_CORES,
        Figure.CPU_SECONDS,
        Figure.RESIDENT);
    double alone = alone(data.get(0), images);
    output.row("decode and resize alone, one thread", Map.of(Figure.CPU_MS, alone));
    prepare(spark, scratch, "warm", data.get(0));
    double few = prepare(spark, scratch, "few", data.get(0));
    Stopwatch watch = Stopwatch.start();
    double many = prepare(spark, scratch, "many", data.get(1));
    double wall = watch.seconds();
    double each = (many - few) / (images - images / PART);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.CPU_MS, each);
    figures.put(Figure.IMAGES_PER_SECOND, images / wall);
    figures.put(Figure.BUSY_CORES, many / wall);
    figures.put(Figure.RESIDENT, (double) peakMebibytes());
    output.row("prepare (resident: the most)", figures);
    output.row("the fixed start", Map.of(Figure.CPU_SECONDS, many - each * images));
    output.say("prepare is %.2f times decode and resize".formatted(each / alone));
  }

  private DataModule<ImageBatch> module(SparkSession spark, Path scratch, DrawnFiles data) {
    MVTecAD dataset = MVTecAD.at(place(scratch, data.root())).category(data.category());
    RunConfig run =
        RunConfig.of(dataset)
            .with(PixelConfig.DEFAULTS.with(PixelConfig.Sizing.exact(SIZE.height(), SIZE.width())));
    return DataModule.builder(spark).config(run.with(run.splits().with(Seed.of(0)))).build();
  }

  private PrepareOptions options() {
    return PrepareOptions.tensors().withShardBytes(shardMib * MEBI);
  }

  private PrepareEstimate estimate(SparkSession spark, Path scratch, DrawnFiles data) {
    try (DataModule<ImageBatch> module = module(spark, scratch, data)) {
      return module.estimate(place(scratch, scratch.resolve("none")), options());
    }
  }

  /** CPU seconds of the whole process. */
  private double prepare(SparkSession spark, Path scratch, String store, DrawnFiles data) {
    Stopwatch watch = Stopwatch.start();
    try (DataModule<ImageBatch> module = module(spark, scratch, data)) {
      module.prepare(place(scratch, scratch.resolve(store)), options());
    }

    return watch.cpuSeconds();
  }

  /** CPU seconds a picture; as many pictures as the prepare decodes, the first pass not counted. */
  private static double alone(DrawnFiles data, int pictures) throws IOException {
    List<Path> files;
    try (Stream<Path> all =
        Files.list(data.root().resolve(data.category()).resolve("train/good"))) {
      files = all.sorted().toList();
    }

    Compose resize = Compose.of(Resize.exact(SIZE.height(), SIZE.width()));
    TensorSink target = TensorSink.picture(SIZE, Precision.UINT8);
    ImageDecoder decoder = new ImageDecoder(Decoding.best());
    double seconds = 0;
    for (int pass = 0; pass < 2; pass++) {
      Stopwatch watch = Stopwatch.start();
      for (int i = 0; i < pictures; i++) {
        byte[] bytes = Files.readAllBytes(files.get(i % files.size()));
        decoder.decode(
            bytes,
            ColorMode.RGB,
            resize.rows(Field.IMAGE, new Draws(0, 0, i), Levels.MULTIPLIED, any -> target));
      }

      seconds = watch.cpuSeconds() / pictures;
    }

    return seconds;
  }

  private static long peakMebibytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(-1);
    }
  }
}
