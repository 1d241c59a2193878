package io.millrace.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.millrace.batch.ImageBatch;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists samples. */
@Command(
    name = "samples",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "List the samples of a data set: train, then val, then test, each in path order.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace samples --data MVTecAD --data.root datasets/MVTecAD --data.category grid",
      "  millrace samples --config conf/folder.yaml --format csv --out samples.csv",
      "  millrace samples --data MVTecAD --data.root R --data.category all --format parquet --out samples.parquet"
    })
final class SamplesCommand implements Callable<Integer> {
  /** How samples are written. */
  enum Format {
    TABLE,
    CSV,
    JSONL,
    PARQUET
  }

  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(names = "--format", defaultValue = "table", description = "table, csv, jsonl or parquet.")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write there instead of standard output; parquet needs it (a new folder).")
  private String out;

  @Override
  public Integer call() throws IOException {
    if (format == Format.PARQUET && out == null) {
      throw new ParameterException(
          command.commandLine(), "Missing --out: parquet cannot go to standard output");
    }

    RunConfig run = data.read(List.of());
    try (SparkSession spark = Sessions.open("samples");
        DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      if (format == Format.PARQUET) {
        refuseOld(spark.sparkContext().hadoopConfiguration());
      }
      module.prepareData();
      module.setup();
      write(module.samples());
    }

    return 0;
  }

  private void refuseOld(Configuration configuration) throws IOException {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(out);
    if (folder.getFileSystem(configuration).exists(folder)) {
      throw new InvalidConfigException(
          List.of("Cannot write samples: there is " + out + " (choose another --out)"));
    }
  }

  private void write(Dataset<Row> samples) throws IOException {
    if (format == Format.PARQUET) {
      // one file keeps the order of the rows
      samples.coalesce(1).write().mode(SaveMode.ErrorIfExists).parquet(out);
      return;
    }

    if (out == null) {
      print(samples, command.commandLine().getOut());
      return;
    }

    try (PrintWriter writer =
        new PrintWriter(Files.newBufferedWriter(Path.of(out), StandardCharsets.UTF_8))) {
      print(samples, writer);
    }
  }

  /** Unlike {@code toJSON}, with every column in every line. */
  private static Dataset<String> json(Dataset<Row> samples) {
    Column line = to_json(struct(col("*")), Map.of("ignoreNullFields", "false"));
    return samples.select(line).as(Encoders.STRING());
  }

  private void print(Dataset<Row> samples, PrintWriter writer) throws IOException {
    TextRows rows = new TextRows(samples.schema().fieldNames(), writer);
    switch (format) {
      case TABLE -> rows.table(samples.toLocalIterator());
      case CSV -> rows.csv(samples.toLocalIterator());
      case JSONL -> json(samples).toLocalIterator().forEachRemaining(writer::println);
      case PARQUET -> throw new IllegalStateException("parquet is no text");
    }

    // neither throws anything: they flush, and say whether anything was lost
    if (writer.checkError() || (out == null && System.out.checkError())) {
      throw new IOException(
          "Cannot write all samples to %s: it is full or was closed (check the disk's space)"
              .formatted(out == null ? "standard output" : out));
    }
  }
}
