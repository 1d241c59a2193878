package io.millrace.cli;

import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import io.millrace.transform.Normalize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the loader over a store. */
@Command(
    name = "prepared",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Pictures a CPU-second of the training loader over a store in the page cache, checksums on.",
      "Rows are noise of 3 x 256 x 256; packed ones are PNGs. The roof is a plain copy of such rows",
      "as the batch holds them, of packed rows their decoding alone; a row is the round in the",
      "middle."
    })
final class BenchPrepared implements Callable<Integer> {
  static final int SIDE = 256;

  @Mixin private Rounds rounds;
  @Mixin private BenchOutput output;

  @Option(names = "--rows", defaultValue = "8192", description = "Rows of the tensors store.")
  private int rows;

  @Option(
      names = "--files",
      defaultValue = "256",
      description = "Pictures of the packed store; 0 for none.")
  private int files;

  @Option(names = "--workers", defaultValue = "2", description = "Threads of a loader.")
  private int workers;

  @Override
  public Integer call() throws IOException {
    output.begin(
        Figure.CPU_MS,
        Figure.IMAGES_PER_CPU_SECOND,
        Figure.IMAGES_PER_SECOND,
        Figure.BYTES_PER_SECOND,
        Figure.ALLOCATED,
        Figure.BUSY_CORES,
        Figure.ROOF,
        Figure.SHARE_OF_ROOF);
    try (ScratchFolder scratch = ScratchFolder.create();
        SparkSession spark = Sessions.here("bench prepared")) {
      tensors(spark, scratch.path());
      if (files > 0) {
        packed(spark, scratch.path());
      }
    }

    output.end();
    return 0;
  }

  private void tensors(SparkSession spark, Path scratch) throws IOException {
    PreparedLoading loading = new PreparedLoading(workers, rounds);
    Effort bytes = loading.copies(3 * SIDE * SIDE);
    Effort floats = loading.copies(3 * SIDE * SIDE * Float.BYTES);
    output.row("plain copy of uint8 rows", bytes.figures());
    output.row("plain copy of float32 rows", floats.figures());
    for (DType type : new DType[] {DType.U8, DType.F32}) {
      // a float row is four times as large: as many bytes of each
      int count = Math.max(1, rows / type.bytes());
      String store = new NoiseStore(scratch.resolve(type.name()), SIDE, type).write(count);
      String name = type.name().toLowerCase(Locale.ROOT) + " store -> ";
      DataModuleBuilder builder = DataModule.builder(spark).store(store);
      row(name + "uint8", loading.epochs(builder.precision(Precision.UINT8)), bytes);
      row(name + "float32", loading.epochs(builder.precision(Precision.FLOAT32)), floats);
      Map<Figure, Double> normalized = loading.epochs(builder.normalize(Normalize.IMAGENET));
      row(name + "normalised float32", normalized, floats);
    }
  }

  private void row(String what, Map<Figure, Double> figures, Effort roof) {
    figures.put(Figure.ROOF, roof.imagesPerCpuSecond());
    figures.put(
        Figure.SHARE_OF_ROOF,
        figures.get(Figure.IMAGES_PER_CPU_SECOND) / roof.imagesPerCpuSecond());
    output.row(what, figures);
  }

  private void packed(SparkSession spark, Path scratch) throws IOException {
    DrawnFiles drawn = new DrawnFiles(scratch.resolve("files"), "bench");
    drawn.draw(files);
    String store = scratch.resolve("packed").toString();
    drawn.pack(store);
    Map<Figure, Double> figures =
        new PreparedLoading(workers, rounds)
            .epochs(
                DataModule.builder(spark)
                    .store(store)
                    .imageSize(SIDE, SIDE)
                    .normalize(Normalize.IMAGENET));
    try (KernelThreads kernel = new KernelThreads(drawn.inMemory(), workers)) {
      Effort roof =
          Effort.median(rounds.of(() -> kernel.decode(files), new Rounds.Extent(files, 0)));
      row("packed store -> normalised float32", figures, roof);
    }
  }
}
