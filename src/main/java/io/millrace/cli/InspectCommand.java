package io.millrace.cli;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;

import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.sample.Reason;
import io.millrace.spark.AuditDepth;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts and checks a data set. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Count the samples of a data set and list everything that is wrong with it.",
      "Exit code 3 if any finding is an error.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace inspect --data MVTecAD --data.root datasets/MVTecAD --data.category grid",
      "  millrace inspect --deep --config conf/folder.yaml"
    })
final class InspectCommand implements Callable<Integer> {
  private static final List<String> COUNTS =
      List.of("category", "split", "label", "label_index", "samples", "bytes");
  private static final List<String> CLIP_COUNTS =
      List.of("category", "split", "label", "label_index", "clips", "videos");
  private static final List<String> BALANCE = List.of("split", "normal", "abnormal");
  private static final List<String> PICTURES =
      List.of("format", "mode", "height", "width", "pictures");
  private static final List<String> DEPTHS =
      List.of("type", "maps", "least_missing", "mean_missing", "most_missing");
  private static final List<String> REASONS = List.of("severity", "reason", "findings");

  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(
      names = "--deep",
      description =
          "Read every picture and mask: sizes, empty masks, unreadable files, same bytes.")
  private boolean deep;

  @Option(
      names = "--findings",
      defaultValue = "50",
      paramLabel = "N",
      description = "Print at most that many findings; all are counted.")
  private int most;

  @Override
  public Integer call() throws IOException {
    RunConfig run = data.read(List.of());
    try (SparkSession spark = Sessions.open("inspect");
        DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.prepareData();
      module.setup();
      return inspect(module);
    }
  }

  private int inspect(DataModule<ImageBatch> module) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    boolean video = module.contents().clips().exist();
    List<Row> counts = counts(module.samples(), video).collectAsList();
    section("Samples by category, split and label", video ? CLIP_COUNTS : COUNTS, counts, out);
    section("Class balance", BALANCE, balance(counts), out);
    if (deep) {
      section(video ? "Videos" : "Pictures", PICTURES, pictures(module).collectAsList(), out);
    }

    if (deep && module.contents().depth().exists()) {
      section("Depth maps", DEPTHS, depths(module.pictures()).collectAsList(), out);
    }

    Dataset<Row> findings = module.audit(deep ? AuditDepth.PIXELS : AuditDepth.LISTING).cache();
    List<Row> reasons = byReason(findings).collectAsList();
    section("Findings", REASONS, reasons, out);
    if (!reasons.isEmpty()) {
      Dataset<Row> first = findings.orderBy("severity", "reason", "path").limit(most);
      new TextRows(first.columns(), out).table(first.collectAsList().iterator());
    }

    boolean errors =
        reasons.stream().anyMatch(row -> row.get(0).equals(Reason.Severity.ERROR.text()));
    out.println(errors ? "There are errors." : "No errors.");
    out.flush();
    return errors ? Failures.BAD_DATA : 0;
  }

  /** Clips share the bytes of their video. */
  private static Dataset<Row> counts(Dataset<Row> samples, boolean video) {
    Column files = video ? count_distinct(col("image_path")) : sum("image_bytes");
    return samples
        .groupBy("category", "split", "label", "label_index")
        .agg(count(lit(1)).as("samples"), files.as("files"))
        .orderBy("category", "split", "label", "label_index");
  }

  /** Normal and abnormal samples of each split, from the counts by label. */
  private static List<Row> balance(List<Row> counts) {
    Map<String, long[]> bySplit = new TreeMap<>();
    for (Row row : counts) {
      int index = row.getInt(3);
      if (index >= 0) {
        bySplit.computeIfAbsent(row.getString(1), split -> new long[2])[index] += row.getLong(4);
      }
    }

    return bySplit.entrySet().stream()
        .map(split -> RowFactory.create(split.getKey(), split.getValue()[0], split.getValue()[1]))
        .toList();
  }

  private static Dataset<Row> pictures(DataModule<ImageBatch> module) throws IOException {
    Dataset<Row> pictures = module.pictures();
    long total = module.size();
    Progress.during(
        Progress.of("reading", "pictures", total, module::picturesRead), pictures::count);

    return pictures
        .groupBy("format", "mode", "height", "width")
        .agg(count(lit(1)).as("pictures"))
        .orderBy(col("pictures").desc(), col("format"), col("mode"), col("height"), col("width"));
  }

  /** Shares of readings that are 0 or no number, from 0 to 1. */
  private static Dataset<Row> depths(Dataset<Row> pictures) {
    Column missing = col("depth_missing");
    return pictures
        .where(missing.isNotNull())
        .groupBy(col("depth_type").as("type"))
        .agg(
            count(lit(1)).as("maps"),
            round(min(missing), 4).as("least_missing"),
            round(avg(missing), 4).as("mean_missing"),
            round(max(missing), 4).as("most_missing"))
        .orderBy("type");
  }

  private static Dataset<Row> byReason(Dataset<Row> findings) {
    return findings
        .groupBy("severity", "reason")
        .agg(count(lit(1)).as("findings"))
        .orderBy("severity", "reason");
  }

  private static void section(String title, List<String> columns, List<Row> rows, PrintWriter out) {
    out.println(title);
    if (rows.isEmpty()) {
      out.println("none");
    } else {
      new TextRows(columns.toArray(new String[0]), out).table(rows.iterator());
    }
    out.println();
  }
}
