package io.millrace.cli;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import io.millrace.transform.Normalize;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times epochs over a store. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Pictures a CPU-second of the training loader over a store in the page cache, checksums on.",
      "Rows are noise of 3 x 256 x 256; the last lines compare packed shards with raw files."
    })
final class BenchStore implements Callable<Integer> {
  private static final int SIDE = 256;
  private static final int FILE_EPOCHS = 3;

  @Spec private CommandSpec command;

  @Option(names = "--rows", defaultValue = "8192", description = "Rows of the tensors store.")
  private int rows;

  @Option(
      names = "--files",
      defaultValue = "1000",
      description = "Pictures as files and packed; 0 for neither.")
  private int files;

  @Option(
      names = "--epochs",
      defaultValue = "16",
      description = "The best one is printed: the first ones are slower; of files three at most.")
  private int epochs;

  @Option(names = "--workers", defaultValue = "2", description = "Threads of a loader.")
  private int workers;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    try (ScratchFolder scratch = ScratchFolder.create();
        SparkSession spark = Sessions.open("bench store")) {
      out.println("what                              images/CPU-s  images/s  CPU us an image");
      copies(out);
      tensors(spark, scratch.path(), out);
      if (files > 0) {
        packed(spark, scratch.path(), out);
      }
    }

    return 0;
  }

  /** The roof: rows copied from chunks to batches, nothing read, nothing checked. */
  private void copies(PrintWriter out) {
    int row = 3 * SIDE * SIDE;
    ByteBuffer chunks = ByteBuffer.allocateDirect(512 * row);
    ByteBuffer batch = ByteBuffer.allocateDirect(32 * row);
    Rate best = Rate.NONE;
    for (int round = 0; round < epochs + 2; round++) {
      Stopwatch watch = Stopwatch.start();
      for (int i = 0; i < rows; i++) {
        int from = (int) (i * 2_654_435_761L % 512);
        batch.put(i % 32 * row, chunks, from * row, row);
      }
      best = best.orBetter(Rate.of(watch, rows));
    }

    print(out, "plain copy of random rows", best);
  }

  private void tensors(SparkSession spark, Path scratch, PrintWriter out) throws IOException {
    for (DType type : new DType[] {DType.U8, DType.F32}) {
      // a float row is four times as large: as many bytes of each
      int count = Math.max(1, rows / type.bytes());
      String store = new NoiseStore(scratch.resolve(type.name()), SIDE, type).write(count);
      String name = type.name().toLowerCase(java.util.Locale.ROOT);
      DataModuleBuilder builder = builder(spark).store(store);
      print(out, name + " store -> uint8", best(builder.precision(Precision.UINT8), epochs));
      print(out, name + " store -> float32", best(builder.precision(Precision.FLOAT32), epochs));
      Rate normalized = best(builder.normalize(Normalize.IMAGENET), epochs);
      print(out, name + " store -> normalised float32", normalized);
    }
  }

  private void packed(SparkSession spark, Path scratch, PrintWriter out) throws IOException {
    DrawnFiles drawn = new DrawnFiles(scratch.resolve("files"), "bench");
    drawn.draw(files);
    DataModuleBuilder raw = builder(spark).dataset(drawn.dataset()).imageSize(SIDE, SIDE);
    int fewer = Math.min(epochs, FILE_EPOCHS);
    Rate fromFiles = best(raw, fewer);
    print(out, "raw PNG files -> float32", fromFiles);
    String store = scratch.resolve("packed").toString();
    drawn.pack(store);
    Rate fromStore = best(builder(spark).store(store).imageSize(SIDE, SIDE), fewer);
    print(out, "packed store -> float32", fromStore);
    out.printf("packed / raw: %.3f%n", fromStore.perCpuSecond() / fromFiles.perCpuSecond());
    out.flush();
  }

  private DataModuleBuilder builder(SparkSession spark) {
    return DataModule.builder(spark);
  }

  private Rate best(DataModuleBuilder builder, int most) {
    Rate best = Rate.NONE;
    try (DataModule<ImageBatch> module =
        builder.seed(0).numWorkers(workers).onBadSample(OnBadSample.FAIL).build()) {
      module.setup();
      try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
        for (int epoch = 0; epoch < most; epoch++) {
          best = best.orBetter(epoch(loader));
        }
      }
    }

    return best;
  }

  private static Rate epoch(Dataloader<ImageBatch> loader) {
    Stopwatch watch = Stopwatch.start();
    long samples = 0;
    try (BatchStream<ImageBatch> stream = loader.iterator()) {
      while (stream.hasNext()) {
        samples += stream.next().size();
      }
    }

    return Rate.of(watch, samples);
  }

  private static void print(PrintWriter out, String what, Rate rate) {
    out.printf(
        "%-32s  %12.0f  %8.0f  %15.1f%n",
        what, rate.perCpuSecond(), rate.perSecond(), 1e6 / rate.perCpuSecond());
    out.flush();
  }

  /** Pictures a second, and a second of all cores together. */
  private record Rate(double perSecond, double perCpuSecond) {
    static final Rate NONE = new Rate(0, 0);

    static Rate of(Stopwatch watch, long samples) {
      return new Rate(samples / watch.seconds(), samples / watch.cpuSeconds());
    }

    Rate orBetter(Rate other) {
      return other.perCpuSecond > perCpuSecond ? other : this;
    }
  }
}
