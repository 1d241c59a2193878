package io.millrace.cli;

import io.millrace.sample.Split;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** {@code millrace COMMAND}, also the main class for spark-submit. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    version = "millrace " + Main.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    description = "Anomaly-detection data sets on Spark: samples, splits, transforms, batches.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:unexpected failure (run again with --verbose)",
      "2:wrong command line or configuration",
      "3:the data is bad: findings that are errors, or a sample that cannot be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace sample-data --out /tmp/drawn",
      "  millrace samples --data MVTecAD --data.root /tmp/drawn --data.category millstone",
      "  millrace inspect --deep --data MVTecAD --data.root datasets/MVTecAD --data.category grid",
      "  millrace batches --split train --data MVTecAD --data.root datasets/MVTecAD --out /tmp/batches"
    },
    subcommands = {
      DatasetsCommand.class,
      DoctorCommand.class,
      SampleDataCommand.class,
      SamplesCommand.class,
      InspectCommand.class,
      BatchesCommand.class,
      ReportCommand.class,
      PrepareCommand.class,
      PlanCommand.class,
      PlanCapacityCommand.class,
      StoreCommand.class,
      VacuumCommand.class,
      VerifyCommand.class,
      WaitCommand.class,
      TrainCommand.class,
      BenchCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  static final String VERSION = "0.1.0";

  private static final int HELP_WIDTH = 110;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print stack traces of failures.")
  private boolean verbose;

  @Option(
      names = "--result",
      scope = ScopeType.INHERIT,
      paramLabel = "URI",
      description = {
        "Where the run leaves its exit code, message and times as JSON: a path, or a URI of any file",
        "system. Before COMMAND it also tells of a wrong command line."
      })
  private String result = "";

  private final Outcome outcome = new Outcome();

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    int code = run(arguments);
    System.out.flush();
    // Spark's barrier timer is no daemon: without exit a local run would never end
    System.exit(code);
  }

  /** Runs a command and gives its exit code. */
  public static int run(String... arguments) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setExecutionStrategy(main::execute);
    line.setExecutionExceptionHandler(main::report);
    line.setParameterExceptionHandler(main::reportUsage);
    // the keys of the configuration are not picocli's to know: DataOptions reads --data.KEY
    line.getSubcommands().values().forEach(Main::allowDataKeys);
    line.registerConverter(Split.class, Main::split);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      int code = line.execute(arguments);
      return main.outcome.end(main.result, code);
    } catch (Error e) { // such as no memory: whoever waits for a result gets to know
      main.outcome.fails("Unexpected failure: " + e);
      main.outcome.end(main.result, Failures.UNEXPECTED);
      throw e;
    }
  }

  private int execute(ParseResult parsed) {
    try {
      outcome.begin(result);
    } catch (IOException e) {
      throw new ParameterException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }

    return new RunLast().execute(parsed);
  }

  private int report(Exception failure, CommandLine command, ParseResult parsed) {
    outcome.fails(Failures.sentence(failure));
    return Failures.report(failure, command, verbose);
  }

  private int reportUsage(ParameterException failure, String[] arguments) {
    outcome.fails(failure.getMessage());
    return Failures.reportUsage(failure, arguments);
  }

  private static void allowDataKeys(CommandLine command) {
    boolean readsData =
        command.getCommandSpec().mixins().values().stream()
            .anyMatch(mixin -> mixin.userObject() instanceof DataOptions);
    // also sets those below, which then are set for themselves
    command.setUnmatchedArgumentsAllowed(readsData);
    command.getSubcommands().values().forEach(Main::allowDataKeys);
  }

  private static Split split(String text) {
    try {
      return Split.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
