package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.config.ConfigInput;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.item.HostBatch;
import io.millrace.plan.PlanState;
import io.millrace.report.ContactSheet;
import io.millrace.sample.Contents;
import io.millrace.sample.Finding;
import io.millrace.sample.Split;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what a training loop would see. */
@Command(
    name = "batches",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Write what a training loop would see: DIR/SPLIT-00000.safetensors and on, one a batch, with"
          + " image (N,3,H,W), gt_label (N) int8 (-1 unknown), gt_mask (N,H,W) uint8 where the data"
          + " set has masks, and sample_ids (a JSON list) in the metadata. Clips have image"
          + " (N,T,3,H,W), frames, target_frame and last_frame; depth data sets depth_map"
          + " (N,1,H,W) float32, 0 where there is no reading.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace batches --split train --data MVTecAD --data.root datasets/MVTecAD --data.seed 42 --out /tmp/b",
      "  millrace batches --config conf/folder.yaml --split test --image-size native --out /tmp/b",
      "  millrace batches --store /data/store --epochs 2 --save-state /tmp/state.json --out /tmp/b"
    })
final class BatchesCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(names = "--split", defaultValue = "train", description = "train, val or test.")
  private Split split;

  @Option(
      names = "--image-size",
      paramLabel = "HxW|native",
      description = "Size of every picture (256x256 unless the configuration says else).")
  private String imageSize;

  @Option(names = "--normalize", paramLabel = "NAME", description = "imagenet, or none.")
  private String normalize;

  @Option(
      names = "--on-bad-sample",
      paramLabel = "POLICY",
      description = "fail, or quarantine: leave the sample out and list it.")
  private String onBadSample;

  @Option(names = "--steps", paramLabel = "N", description = "Stop after that many batches.")
  private Integer steps;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Epochs to write.")
  private int epochs;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Go on with training where the state in that file stands.")
  private Path resume;

  @Option(
      names = "--save-state",
      paramLabel = "FILE",
      description = "Write where training stands at the end, to resume here or in PyTorch.")
  private Path saveState;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
  private Path out;

  @Option(names = "--overwrite", description = "Replace the batches that are there.")
  private boolean overwrite;

  @Option(
      names = "--contact-sheet",
      paramLabel = "FILE",
      description =
          "Draw the first batch as a PNG too: masks outlined, clips as strips, depth in colours.")
  private Path sheet;

  private Contents contents;

  @Override
  public Integer call() throws IOException {
    check("--steps", steps == null ? 1 : steps);
    check("--epochs", epochs);
    if (split != Split.TRAIN && (resume != null || saveState != null)) {
      throw new ParameterException(
          command.commandLine(), "Invalid option: only training has a state (use --split train)");
    }

    RunConfig run = data.read(settings());
    BatchFolder folder = BatchFolder.open(out, split, overwrite);
    try (SparkSession spark = Sessions.open("batches");
        DataModule<ImageBatch> module = builder(spark, run).build()) {
      module.prepareData();
      module.setup();
      contents = module.contents();
      try (Dataloader<ImageBatch> loader = loader(module)) {
        write(loader, folder, run);
        if (saveState != null) {
          Files.writeString(saveState, loader.state().json() + "\n");
        }
      }
    }

    return 0;
  }

  private void check(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), "Invalid " + option + ": " + value + " (must be >= 1)");
    }
  }

  private DataModuleBuilder builder(SparkSession spark, RunConfig run) throws IOException {
    DataModuleBuilder builder = DataModule.builder(spark).config(run);
    return resume == null
        ? builder
        : builder.resume(PlanState.parse(Files.readString(resume).strip()));
  }

  private List<ConfigInput.Setting> settings() {
    List<ConfigInput.Setting> settings = new ArrayList<>();
    add(settings, "image_size", imageSize);
    add(settings, "normalize", normalize);
    add(settings, "on_bad_sample", onBadSample);
    return settings;
  }

  private static void add(List<ConfigInput.Setting> settings, String key, String value) {
    if (value != null) {
      settings.add(new ConfigInput.Setting("data." + key, value));
    }
  }

  private Dataloader<ImageBatch> loader(DataModule<ImageBatch> module) {
    return switch (split) {
      case TRAIN -> module.trainDataloader();
      case VAL -> module.valDataloader();
      case TEST -> module.testDataloader();
    };
  }

  private void write(
      Dataloader<ImageBatch> loader, BatchFolder folder, Seed seed, AtomicLong samples)
      throws IOException {
    for (int epoch = 0; epoch < epochs && wantsMore(folder); epoch++) {
      Iterator<ImageBatch> batches = loader.iterator();
      // the limit first: asking for one batch more would wait for it
      while (wantsMore(folder) && batches.hasNext()) {
        HostBatch batch = batches.next().host();
        folder.write(batch, seed);
        samples.addAndGet(batch.size());
        if (folder.written() == 1 && sheet != null) {
          ContactSheet.write(ContactSheet.Rows.of(batch, contents), sheet);
        }
      }
    }
  }

  private boolean wantsMore(BatchFolder folder) {
    return steps == null || folder.written() < steps;
  }

  private void write(Dataloader<ImageBatch> loader, BatchFolder folder, RunConfig run)
      throws IOException {
    PrintWriter err = command.commandLine().getErr();
    AtomicLong samples = new AtomicLong();
    int each =
        split == Split.TRAIN ? run.loading().trainBatchSize() : run.loading().evalBatchSize();
    long total =
        Math.min(
            (long) epochs * loader.samples(), steps == null ? Long.MAX_VALUE : (long) steps * each);
    Progress.during(
        Progress.of("batching", "samples", total, samples::get),
        () -> {
          write(loader, folder, run.splits().seed(), samples);
          return null;
        });
    List<Finding> quarantined = loader.quarantined();
    quarantined.forEach(finding -> err.println("left out: " + finding.sentence()));
    command
        .commandLine()
        .getOut()
        .printf(
            "%d batches, %d samples, %d left out, in %s%n",
            folder.written(), samples.get(), quarantined.size(), out);
    command.commandLine().getOut().flush();
  }
}
