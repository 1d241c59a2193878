package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.ProfileJson;
import io.millrace.report.profile.Twins;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what is in a data set. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Say what is in a data set: counts, sizes, brightness, sharpness, defects, findings, twins",
      "across its subsets, what the transforms do. Every picture is read once, by the executors.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace report --data MVTecAD --data.root R --data.category grid --json grid.json",
      "  millrace report --store /stores/bottle --json bottle.json"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "For machines: all but the pictures.")
  private Optional<Path> json;

  @Override
  public Integer call() throws IOException {
    if (json.isEmpty()) {
      throw new ParameterException(command.commandLine(), "Missing --json: where the report goes");
    }

    RunConfig run = data.read(List.of());
    try (SparkSession spark = Sessions.open("report");
        DataModule<ImageBatch> module = DataModule.builder(spark).config(run).build()) {
      module.prepareData();
      module.setup();
      Profile profile =
          Progress.during(
              Progress.of("reading", "samples", module.size(), module::samplesProfiled),
              module::profile);
      write(json.get(), ProfileJson.of(profile));
      say(profile);
    }

    return 0;
  }

  /** The file appears when it is complete. */
  private static void write(Path file, byte[] bytes) throws IOException {
    Path whole = file.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    Path unfinished = whole.resolveSibling(whole.getFileName() + ".unfinished");
    Files.write(unfinished, bytes);
    Files.move(unfinished, whole, StandardCopyOption.REPLACE_EXISTING);
  }

  private void say(Profile profile) {
    PrintWriter out = command.commandLine().getOut();
    long leaked = profile.twins().leaks().stream().mapToLong(Twins.Leak::samples).sum();
    out.printf(
        "%d samples, %d findings, %d with a twin in an earlier subset, in %s%n",
        profile.card().samples(), profile.findings().total(), leaked, json.get());
    out.flush();
  }
}
