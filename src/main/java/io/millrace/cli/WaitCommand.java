package io.millrace.cli;

import io.millrace.spark.submit.DriverStatus;
import io.millrace.spark.submit.RunResult;
import io.millrace.spark.submit.StandaloneMaster;
import io.millrace.spark.submit.SubmittedJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Waits for a command that was submitted; starts no Spark. */
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Wait for a command that was submitted, and end with its exit code; scripts/submit does.",
      "With --driver the master of a standalone cluster says when it has ended."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace wait hdfs:///results/bottle.json --patience 2h",
      "  millrace wait --master spark://host:7077 --driver driver-20261130120000-0007"
    })
final class WaitCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "RESULT",
      defaultValue = "",
      showDefaultValue = Help.Visibility.NEVER,
      description = "What the command was given as --result.")
  private String result;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      defaultValue = "",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Only a result of this run, whose driver has spark.millrace.run=NAME.")
  private String run;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Span.class,
      description =
          "How long the result may take to appear, after the end of the driver where one is given.")
  private Duration patience;

  @ArgGroup(exclusive = false)
  private Submission submission;

  /** A driver of a standalone cluster. */
  static final class Submission {
    @Option(names = "--master", required = true, paramLabel = "URL", description = "Its master.")
    private String master;

    @Option(names = "--driver", required = true, paramLabel = "ID", description = "The driver.")
    private String driver;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (result.isEmpty() && submission == null) {
      throw new ParameterException(
          command.commandLine(), "Missing what to wait for: RESULT, --driver or both");
    }

    PrintWriter err = command.commandLine().getErr();
    SubmittedJob job = new SubmittedJob(run, patience, news -> tell(err, news));
    if (submission == null) {
      return ended(job, err);
    }

    try (StandaloneMaster master = new StandaloneMaster(submission.master, new SparkConf())) {
      DriverStatus last = job.await(() -> master.status(submission.driver));
      return result.isEmpty() ? code(last) : codeOf(job, last, err);
    }
  }

  private void tell(PrintWriter err, String news) {
    err.println("millrace: " + submission.driver + " is " + news);
    err.flush();
  }

  private int ended(SubmittedJob job, PrintWriter err) throws IOException, InterruptedException {
    RunResult found = job.await(Outcome.file(result));
    String why = found.message().isEmpty() ? "" : ": " + found.message();
    err.printf(
        "millrace: ended after %d s with exit code %d%s%n",
        Duration.between(found.start().started(), found.ended()).toSeconds(),
        found.exitCode(),
        why);
    err.flush();
    return found.exitCode();
  }

  private int codeOf(SubmittedJob job, DriverStatus last, PrintWriter err)
      throws IOException, InterruptedException {
    try {
      return ended(job, err);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; " + wayOut(last), e);
    }
  }

  /** Without a result the master knows only whether it was 0. */
  private int code(DriverStatus last) throws IOException {
    if (last.state() == DriverStatus.State.FINISHED) {
      return 0;
    }

    throw new IOException("Missing exit code: " + wayOut(last));
  }

  private String wayOut(DriverStatus last) {
    String driver = submission.driver;
    String problem = last.problem().isEmpty() ? "" : ": " + last.problem();
    return switch (last.state()) {
      case FINISHED ->
          driver + " has FINISHED (give a --result that its machine and this one share)";
      case FORGOTTEN ->
          "the master does not know " + driver + " (was it started again? look for its output)";
      default ->
          "%s is %s%s (it was killed, or could not start: see work/%s/stderr on that worker)"
              .formatted(driver, last.text(), problem, driver);
    };
  }
}
