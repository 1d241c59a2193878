package io.millrace.cli;

import io.millrace.config.ConfigKey;
import io.millrace.config.ConfigReader;
import io.millrace.datasets.DatasetFacts;
import io.millrace.datasets.Datasets;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what is supported. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    description = "Print the supported data sets and what each expects on disk.",
    footerHeading = "%nExample:%n",
    footer = "  millrace datasets --keys")
final class DatasetsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--keys", description = "Print every key of the configuration too.")
  private boolean keys;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    for (DatasetFacts facts : Datasets.all()) {
      out.println(facts.name() + ": " + facts.summary());
      facts.layout().forEach(line -> out.println("    " + line));
      if (!facts.categories().isEmpty()) {
        out.println("  categories: " + String.join(", ", facts.categories()));
      }
      out.println("  from: " + facts.origin());
      out.println();
    }

    if (keys) {
      ConfigReader.keys().forEach(key -> print(key, out));
    }

    out.flush();
    return 0;
  }

  private static void print(ConfigKey key, PrintWriter out) {
    out.printf(
        "--data.%s  %s; default %s; %s%n    %s%n",
        key.name(), key.type(), key.defaultText(), String.join(", ", key.datasets()), key.help());
  }
}
