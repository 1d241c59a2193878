package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.config.LoadConfig;
import io.millrace.config.PixelConfig;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times epochs of the training loader over drawn pictures. */
@Command(
    name = "loader",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Pictures a second of the training loader over drawn 900 x 900 pictures, and its memory.",
      "A hundred are drawn; the rest are copies under other names."
    })
final class BenchLoader implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--images", defaultValue = "2000", description = "Training pictures.")
  private int images;

  @Option(names = "--epochs", defaultValue = "3")
  private int epochs;

  @Option(names = "--workers", defaultValue = "2", description = "Decoding threads.")
  private int workers;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    try (ScratchFolder scratch = ScratchFolder.create();
        SparkSession spark = Sessions.open("bench loader")) {
      DrawnFiles drawn = new DrawnFiles(scratch.path(), "bench");
      drawn.draw(images);
      RunConfig run =
          RunConfig.of(drawn.dataset())
              .with(PixelConfig.DEFAULTS.with(PixelConfig.Sizing.exact(256, 256)))
              .with(LoadConfig.DEFAULTS.workers(workers));
      RunConfig seeded = run.with(run.splits().with(Seed.of(0)));
      try (DataModule<ImageBatch> module = DataModule.builder(spark).config(seeded).build()) {
        module.setup();
        try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
          out.println("epoch  images/s  cpu ms an image  busy cores  heap MiB  resident MiB");
          for (int epoch = 0; epoch < epochs; epoch++) {
            out.println(measure(loader, epoch));
            out.flush();
          }
        }
      }
    }

    return 0;
  }

  private static String measure(Dataloader<ImageBatch> loader, int epoch) {
    Stopwatch watch = Stopwatch.start();
    long samples = 0;
    for (ImageBatch batch : loader) {
      samples += batch.size();
    }

    double seconds = watch.seconds();
    double cpu = watch.cpuSeconds();
    return "%d  %.1f  %.2f  %.2f  %d  %d"
        .formatted(
            epoch,
            samples / seconds,
            cpu * 1e3 / samples,
            cpu / seconds,
            Stopwatch.heapMebibytes(),
            Stopwatch.residentMebibytes());
  }
}
