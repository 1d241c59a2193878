package io.millrace.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.sample.Reason;
import io.millrace.spark.AuditDepth;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
    section("Samples by category, split and label", counts(module.samples()), out);
    section("Class balance", balance(module.samples()), out);
    if (deep) {
      section("Pictures", pictures(module), out);
    }

    Dataset<Row> findings = module.audit(deep ? AuditDepth.PIXELS : AuditDepth.LISTING).cache();
    section("Findings", byReason(findings), out);
    if (!findings.isEmpty()) {
      rows(findings.orderBy("severity", "reason", "path").limit(most), out);
    }

    boolean errors =
        !findings.where(col("severity").equalTo(Reason.Severity.ERROR.text())).isEmpty();
    out.println(errors ? "There are errors." : "No errors.");
    out.flush();
    return errors ? Failures.BAD_DATA : 0;
  }

  private static Dataset<Row> counts(Dataset<Row> samples) {
    return samples
        .groupBy("category", "split", "label")
        .agg(count(lit(1)).as("samples"), sum("image_bytes").as("bytes"))
        .orderBy("category", "split", "label");
  }

  private static Dataset<Row> balance(Dataset<Row> samples) {
    return samples
        .groupBy("split")
        .agg(
            sum(col("label_index").equalTo(0).cast("long")).as("normal"),
            sum(col("label_index").equalTo(1).cast("long")).as("abnormal"))
        .orderBy("split");
  }

  private static Dataset<Row> pictures(DataModule<ImageBatch> module) throws IOException {
    Dataset<Row> pictures = module.pictures();
    long total = module.samples().select("sample_id").distinct().count();
    Progress.during(
        Progress.of("reading", "pictures", total, module::picturesRead), pictures::count);

    return pictures
        .groupBy("format", "mode", "height", "width")
        .agg(count(lit(1)).as("pictures"))
        .orderBy(col("pictures").desc(), col("format"), col("mode"), col("height"), col("width"));
  }

  private static Dataset<Row> byReason(Dataset<Row> findings) {
    return findings
        .groupBy("severity", "reason")
        .agg(count(lit(1)).as("findings"))
        .orderBy("severity", "reason");
  }

  private static void section(String title, Dataset<Row> table, PrintWriter out) {
    out.println(title);
    rows(table, out);
    out.println();
  }

  private static void rows(Dataset<Row> table, PrintWriter out) {
    List<Row> rows = table.collectAsList();
    if (rows.isEmpty()) {
      out.println("none");
    } else {
      new TextRows(table.columns(), out).table(rows.iterator());
    }
  }
}
