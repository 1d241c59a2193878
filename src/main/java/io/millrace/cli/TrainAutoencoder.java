package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.ConfigInput;
import io.millrace.config.RunConfig;
import io.millrace.feed.FeedReport;
import io.millrace.feed.Ranks;
import io.millrace.spark.DataModule;
import io.millrace.train.Autoencoder;
import io.millrace.train.AutoencoderResult;
import io.millrace.train.EvaluationLedger;
import io.millrace.train.PixelCounts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains an autoencoder on ranks. */
@Command(
    name = "autoencoder",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Train a small convolutional autoencoder on the ranks of one barrier stage, gradients summed"
          + " over sockets, and score the test pictures by what it cannot rebuild.",
      "With --checkpoints a run that was killed or stopped goes on where it was, also with another"
          + " number of ranks.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace train autoencoder --store /stores/bottle --ranks 2 --epochs 100",
      "  spark-submit ... train autoencoder --store hdfs:///stores/bottle --ranks 4 --gpus 1 --checkpoints hdfs:///runs/1"
    })
final class TrainAutoencoder implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(names = "--ranks", defaultValue = "1", description = "Tasks that train together.")
  private int ranks;

  @Option(names = "--cpus", defaultValue = "1", description = "Cores of a rank.")
  private int cpus;

  @Option(names = "--gpus", defaultValue = "0", description = "GPUs of a rank, 0 or 1.")
  private int gpus;

  @Option(names = "--epochs", defaultValue = "250", description = "Epochs in all.")
  private int epochs;

  @Option(
      names = "--batch",
      defaultValue = "0",
      paramLabel = "ROWS",
      description = "Rows of a step of all ranks together; 0: train_batch_size.")
  private int batch;

  @Option(names = "--learning-rate", defaultValue = "0.002", description = "Of Adam.")
  private double learningRate;

  @Option(
      names = "--side",
      defaultValue = "64",
      description = "Pictures are averaged to that height and width, a power of 2.")
  private int side;

  @Option(names = "--code", defaultValue = "32", description = "Numbers a picture passes through.")
  private int code;

  @Option(names = "--checkpoints", paramLabel = "DIR", description = "Folder for checkpoints.")
  private String checkpoints;

  @Option(
      names = "--checkpoint-every",
      defaultValue = "50",
      paramLabel = "STEPS",
      description = "Steps between checkpoints; 0: one at the end.")
  private int checkpointEvery;

  @Option(
      names = "--stop-after",
      defaultValue = "0",
      paramLabel = "STEPS",
      description = "Stop after that many steps in all, as if killed politely; 0: never.")
  private long stopAfter;

  @Option(
      names = "--max-bad",
      defaultValue = "0",
      paramLabel = "N",
      description = "Samples that may be unreadable: their rows do not count.")
  private int maxBad;

  @Override
  public Integer call() {
    RunConfig run = data.read(List.<ConfigInput.Setting>of());
    try (SparkSession spark = Sessions.open("train autoencoder");
        DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.prepareData();
      module.setup();
      TrainCommand.refuseClips(module.contents());
      Autoencoder.Model model = new Autoencoder.Model(side, code, run.splits().seed().value());
      Autoencoder.Schedule schedule =
          new Autoencoder.Schedule(epochs, learningRate, checkpointEvery, stopAfter);
      FeedReport<AutoencoderResult> report =
          module.feed(cluster(), new Autoencoder(model, schedule));
      print(report, Math.toIntExact(module.testDataset().count()));
    }

    return 0;
  }

  private Ranks cluster() {
    Ranks cluster =
        Ranks.of(ranks).cpusPerRank(cpus).gpusPerRank(gpus).globalBatchSize(batch).maxBad(maxBad);
    return checkpoints == null ? cluster : cluster.checkpoints(checkpoints);
  }

  private void print(FeedReport<AutoencoderResult> report, int samples) {
    PrintWriter text = command.commandLine().getOut();
    AutoencoderResult.Training training = report.results().get(0).training();
    text.printf(
        Locale.ROOT,
        "%d steps, loss %.5f, weights %s%n",
        training.globalStep(),
        training.loss(),
        training.digest());
    PixelCounts pixels = new PixelCounts();
    report.results().forEach(result -> pixels.merge(result.pixels()));
    List<EvaluationLedger> parts =
        report.results().stream().map(AutoencoderResult::ledger).toList();
    ResultLines lines = new ResultLines(text);
    lines.aurocs(EvaluationLedger.merge(parts), pixels, samples);
    lines.ranks(report);
    int alive = report.results().stream().mapToInt(AutoencoderResult::aliveArrays).sum();
    text.printf("arrays of the engine alive at the end: %d%n", alive);
    text.flush();
  }
}
