package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.ConfigInput;
import io.millrace.config.RunConfig;
import io.millrace.item.Precision;
import io.millrace.spark.AuditDepth;
import io.millrace.spark.DataModule;
import io.millrace.spark.PrepareOptions;
import io.millrace.spark.hadoop.Writers;
import io.millrace.spark.job.PrepareReport;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings a data set into a store. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Bring a data set into a store that every loader reads fast: audit, decode once, write shards,"
          + " commit a snapshot.",
      "Run it again when files were added, changed or deleted: only what they touch is written.",
      "A run that was killed goes on where it was. Exit code 3 if more samples are bad than --max-bad.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace prepare --data MVTecAD --data.root datasets/MVTecAD --data.category grid --out /tmp/grid",
      "  millrace prepare --config conf/folder.yaml --kind packed --out hdfs:///stores/nuts",
      "  millrace prepare --from hdfs:///stores/nuts --image-size 256x256 --out hdfs:///stores/nuts-256"
    })
final class PrepareCommand implements Callable<Integer> {
  private static final double MEGA = 1e6;

  /** Values of stored pictures. */
  enum Values {
    UINT8(Precision.UINT8),
    FLOAT32(Precision.FLOAT32),
    FLOAT16(Precision.FLOAT16);

    private final Precision precision;

    Values(Precision precision) {
      this.precision = precision;
    }
  }

  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(names = "--out", required = true, paramLabel = "STORE", description = "The store.")
  private String out;

  @Option(
      names = "--from",
      paramLabel = "PACKED",
      description = "Bake what a packed store holds, instead of the files.")
  private String from;

  @Option(
      names = "--kind",
      defaultValue = "tensors",
      description =
          "tensors: pictures of one size, decoded and resized; packed: the files' own bytes.")
  private StoreKind kind;

  @Option(
      names = "--dtype",
      defaultValue = "uint8",
      description = "uint8, float32 or float16: how tensors are stored.")
  private Values dtype;

  @Option(
      names = "--image-size",
      paramLabel = "HxW",
      description = "Size of every picture (256x256 unless the configuration says else).")
  private String imageSize;

  @Option(
      names = "--max-bad",
      defaultValue = "0",
      paramLabel = "N",
      description = "Leave out and list that many bad samples; one more is a failure.")
  private int maxBad;

  @Option(names = "--deep", description = "Audit every pixel before anything is written.")
  private boolean deep;

  @Option(
      names = "--shard-mib",
      defaultValue = "128",
      paramLabel = "MIB",
      description = "Size of a shard, about.")
  private int shardMib;

  @Option(
      names = "--single-writer",
      description =
          "You see to it that no other prepare writes to the store: for S3 servers and Hadoop clients"
              + " that cannot decide between two.")
  private boolean singleWriter;

  @Option(
      names = "--dry-run",
      description = "Print what it would cost, decode a few samples for that, and write nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    if (from != null) {
      data.from(from);
    }

    data.seedOf(out);
    RunConfig run = data.read(settings());
    try (SparkSession spark = Sessions.open("prepare");
        DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.prepareData();
      module.setup();
      if (dryRun) {
        new EstimateText(command.commandLine().getOut()).print(module, out, options());
        return 0;
      }

      PrepareReport report =
          Progress.during(
              Progress.of("preparing", "samples", module.size(), module::samplesPrepared),
              () -> module.prepare(out, options()));
      print(report);
    }

    return 0;
  }

  private List<ConfigInput.Setting> settings() {
    List<ConfigInput.Setting> settings = new ArrayList<>();
    if (imageSize != null) {
      settings.add(new ConfigInput.Setting("data.image_size", imageSize));
    }

    return settings;
  }

  private PrepareOptions options() {
    PrepareOptions options =
        kind == StoreKind.PACKED
            ? PrepareOptions.packed()
            : PrepareOptions.tensors().withPrecision(dtype.precision);
    return options
        .withShardBytes((long) shardMib << 20)
        .withMaxBad(maxBad)
        .withAudit(deep ? AuditDepth.PIXELS : AuditDepth.LISTING)
        .withWriters(singleWriter ? Writers.SINGLE : Writers.MANY);
  }

  private void print(PrepareReport report) {
    PrintWriter err = command.commandLine().getErr();
    report
        .snapshot()
        .quarantine()
        .forEach(
            sample ->
                err.printf(
                    "left out: %s %s (%s)%n", sample.sampleId(), sample.detail(), sample.reason()));
    err.flush();
    PrintWriter text = command.commandLine().getOut();
    print(report, text);
    text.flush();
  }

  private void print(PrepareReport report, PrintWriter text) {
    Snapshot snapshot = report.snapshot();
    boolean unchanged = report.outcome() == PrepareReport.Outcome.UNCHANGED;
    text.printf(
        "%s: snapshot %d%s, %d samples in %d shards, %d left out%n",
        out,
        snapshot.commit().number(),
        unchanged ? " (nothing has changed)" : "",
        snapshot.samples(),
        report.shards().all(),
        report.samples().leftOut());
    text.printf(
        Locale.ROOT,
        "decoded %d, copied %d, reused %d; shards kept %d, made %d; %.1f MB read, %.1f MB written%n",
        report.samples().decoded(),
        report.samples().copied(),
        report.samples().reused(),
        report.shards().kept(),
        report.shards().made(),
        report.bytes().in() / MEGA,
        report.bytes().out() / MEGA);
    text.printf("id %s%nfingerprint %s%n", snapshot.id(), snapshot.fingerprint());
  }
}
