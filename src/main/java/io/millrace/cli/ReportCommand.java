package io.millrace.cli;

import io.millrace.batch.ImageBatch;
import io.millrace.config.RunConfig;
import io.millrace.report.FinishedFile;
import io.millrace.report.page.ReportPage;
import io.millrace.report.profile.Profile;
import io.millrace.report.profile.ProfileJson;
import io.millrace.report.profile.Twins;
import io.millrace.sample.Reason;
import io.millrace.spark.DataModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      "Exit code 3, after the report was written, if any finding is an error.",
      "Any key of the configuration can be set with --data.KEY VALUE (see 'datasets --keys')."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace report --data MVTecAD --data.root R --data.category grid --out grid.html",
      "  millrace report --store /stores/bottle --out bottle.html --json bottle.json"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "One HTML page, which needs no network.")
  private Optional<Path> page;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "For machines: all but the pictures.")
  private Optional<Path> json;

  @Override
  public Integer call() throws IOException {
    if (page.isEmpty() && json.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Missing --out or --json: where the report goes");
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
      write(profile);
      return profile.findings().total(Reason.Severity.ERROR) > 0 ? Failures.BAD_DATA : 0;
    }
  }

  private void write(Profile profile) throws IOException {
    if (page.isPresent()) {
      ReportPage.write(profile, page.get());
    }

    if (json.isPresent()) {
      FinishedFile.write(json.get(), ProfileJson.of(profile));
    }

    PrintWriter out = command.commandLine().getOut();
    Twins twins = profile.twins();
    out.printf(
        "%d samples, %d findings, %d of them errors, %d with a twin in an earlier subset%s, in %s%n",
        profile.card().samples(),
        profile.findings().total(),
        profile.findings().total(Reason.Severity.ERROR),
        twins.leaks().stream().mapToLong(Twins.Leak::samples).sum(),
        twins.unchecked() == 0 ? "" : " (%d near pairs not compared)".formatted(twins.unchecked()),
        Stream.of(page, json)
            .flatMap(Optional::stream)
            .map(Path::toString)
            .collect(Collectors.joining(" and ")));
    out.flush();
  }
}
