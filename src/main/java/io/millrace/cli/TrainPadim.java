package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.ConfigInput;
import io.millrace.config.RunConfig;
import io.millrace.sample.Split;
import io.millrace.spark.DataModule;
import io.millrace.spark.Padim;
import io.millrace.train.Backbone;
import io.millrace.train.ChannelChoice;
import io.millrace.train.EvaluationLedger;
import io.millrace.train.Floats;
import io.millrace.train.GaussianStatistics;
import io.millrace.train.MaskCells;
import io.millrace.train.ModelInput;
import io.millrace.train.PadimFeatures;
import io.millrace.train.PadimScore;
import io.millrace.train.PixelCounts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits and scores PaDiM without a barrier. */
@Command(
    name = "padim",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Fit Gaussians to the features of the training pictures at each position, and score the test"
          + " pictures by their distance (PaDiM, Defard et al. 2020). Executors compute features and"
          + " statistics; only statistics travel.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace train padim --store /stores/bottle",
      "  millrace train padim --store /stores/bottle --backbone resnet18.pt --channels 100"
    })
final class TrainPadim implements Callable<Integer> {
  private static final double REGULARISATION = 0.01;

  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(
      names = "--backbone",
      defaultValue = "",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      paramLabel = "FILE",
      description =
          "TorchScript file, or an address of DJL's model zoo, that gives feature maps; a small"
              + " network with seeded weights unless given.")
  private String backbone;

  @Option(
      names = "--input",
      defaultValue = "imagenet",
      description = "What the backbone is given: imagenet, unit ([0, 1]) or as_stored.")
  private ModelInput input;

  @Option(
      names = "--channels",
      defaultValue = "50",
      paramLabel = "N",
      description = "Channels that count, chosen by the seed.")
  private int channels;

  @Option(
      names = "--cells",
      defaultValue = "32",
      paramLabel = "N",
      description = "Height and width of the map at most.")
  private int cells;

  @Option(
      names = "--smoothing",
      defaultValue = "0.5",
      paramLabel = "CELLS",
      description = "Deviation of the map's smoothing.")
  private double smoothing;

  @Override
  public Integer call() {
    RunConfig run = data.read(List.<ConfigInput.Setting>of());
    try (SparkSession spark = Sessions.open("train padim");
        DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.prepareData();
      module.setup();
      TrainCommand.refuseClips(module.contents());
      long seed = run.splits().seed().value();
      PadimFeatures features =
          new PadimFeatures(
              new Backbone(backbone, seed, input, cells), new ChannelChoice(channels, seed));
      GaussianStatistics statistics = Padim.fit(module, features);
      command
          .commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%d pictures, %d positions x %d channels, %.1f MB of statistics%n",
              statistics.count(),
              statistics.positions(),
              statistics.channels(),
              statistics.bytes().length / 1e6);
      score(module, new PadimScore(features, statistics.model(REGULARISATION), smoothing));
    }

    return 0;
  }

  private void score(DataModule<ImageBatch> module, PadimScore score) {
    List<EvaluationLedger.Row> scored = new ArrayList<>();
    PixelCounts pixels = new PixelCounts();
    Iterator<Row> rows = Padim.score(module, Split.TEST, score).toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      int label = row.getAs("gt_label");
      float value = row.getAs("pred_score");
      scored.add(new EvaluationLedger.Row(row.getAs("sample_id"), label, value));
      byte[] mask = row.getAs("mask_cells");
      if (mask.length > 0 && label >= 0) {
        MaskCells.of(mask).count(Floats.of(row.getAs("anomaly_map")), pixels);
      }
    }

    PrintWriter text = command.commandLine().getOut();
    int samples = Math.toIntExact(module.testDataset().count());
    new ResultLines(text).aurocs(new EvaluationLedger(scored), pixels, samples);
    text.flush();
  }
}
