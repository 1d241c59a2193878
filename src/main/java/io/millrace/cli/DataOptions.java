package io.millrace.cli;

import io.millrace.config.ConfigInput;
import io.millrace.config.ConfigReader;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the data is: a YAML file, and settings that win over it. */
final class DataOptions {
  private static final String PREFIX = "--data";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "anomalib's YAML of the data (class_path, init_args); see conf/.")
  private Path file;

  /** The run, with the command's own settings last. */
  RunConfig read(List<ConfigInput.Setting> more) {
    List<ConfigInput.Setting> all = new ArrayList<>(settings());
    all.addAll(more);
    ConfigInput input = new ConfigInput(text(), file == null ? "" : file.toString(), all);
    ConfigReader.warnings(input).forEach(DataOptions::warn);
    RunConfig run = ConfigReader.read(input);
    Seed seed = run.splits().seed();
    if (seed.origin() == Seed.Origin.CHOSEN) {
      warn("seed " + seed.value() + " was chosen: give --data.seed " + seed.value() + " to repeat");
    }

    return run;
  }

  private static void warn(String text) {
    System.err.println("millrace: " + text);
  }

  private String text() {
    if (file == null) {
      return "";
    }

    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InvalidConfigException(
          List.of("Cannot read the configuration " + file + ": is there such a file?"));
    }
  }

  private List<ConfigInput.Setting> settings() {
    List<ConfigInput.Setting> read = new ArrayList<>();
    List<String> unmatched = command.commandLine().getUnmatchedArguments();
    for (Iterator<String> words = unmatched.iterator(); words.hasNext(); ) {
      String word = words.next();
      if (!word.equals(PREFIX)
          && !word.startsWith(PREFIX + ".")
          && !word.startsWith(PREFIX + "=")) {
        throw new UnmatchedArgumentException(command.commandLine(), List.of(word));
      }

      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 && !words.hasNext()) {
        throw new ParameterException(command.commandLine(), "Missing value of " + word);
      }

      read.add(
          new ConfigInput.Setting(
              key.substring(2), equals < 0 ? words.next() : word.substring(equals + 1)));
    }

    return read;
  }
}
