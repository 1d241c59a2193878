package io.millrace.cli;

import io.millrace.config.ConfigInput;
import io.millrace.config.ConfigReader;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.config.Seed;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
      description = "anomalib's YAML of the data (class_path, init_args), or its URI; see conf/.")
  private String file;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description =
          "Read a store that 'prepare' has made: pictures as they are stored, its splits, its seed;"
              + " with --config the store takes the place of data.root.")
  private String store;

  private String model;

  /** Reads that store, as if it had been given by name. */
  void from(String packed) {
    this.store = packed;
  }

  /** Where no seed is given, takes that of this store, if there is one. */
  void seedOf(String other) {
    this.model = other;
  }

  /** The run, with the command's own settings last. */
  RunConfig read(List<ConfigInput.Setting> more) {
    List<ConfigInput.Setting> all = new ArrayList<>(stored());
    all.addAll(settings());
    all.addAll(more);
    ConfigInput input = new ConfigInput(text(), name(), all);
    ConfigReader.warnings(input).forEach(DataOptions::warn);
    RunConfig run = seeded(ConfigReader.read(input));
    Seed seed = run.splits().seed();
    if (seed.origin() == Seed.Origin.CHOSEN) {
      warn("seed " + seed.value() + " was chosen: give --data.seed " + seed.value() + " to repeat");
    }

    return run;
  }

  /** A second run without a seed divides the samples as the first one did. */
  private RunConfig seeded(RunConfig run) {
    if (model == null || run.splits().seed().origin() == Seed.Origin.GIVEN) {
      return run;
    }

    return facts(model).map(facts -> seeded(run, facts)).orElse(run);
  }

  private RunConfig seeded(RunConfig run, StoreFacts facts) {
    warn("seed " + facts.split().seed() + " is that of " + model);
    return run.with(run.splits().with(Seed.of(facts.split().seed())));
  }

  private List<ConfigInput.Setting> stored() {
    if (store == null) {
      return List.of();
    }

    ConfigInput.Setting root = new ConfigInput.Setting("data.root", store);
    if (file != null) {
      return List.of(root);
    }

    StoreFacts facts = storeFacts();
    List<ConfigInput.Setting> settings = new ArrayList<>();
    settings.add(new ConfigInput.Setting("data", "Store"));
    settings.add(root);
    settings.add(new ConfigInput.Setting("data.seed", Long.toString(facts.split().seed())));
    if (facts.kind() == StoreKind.TENSORS) {
      settings.add(new ConfigInput.Setting("data.image_size", "native"));
    }

    return settings;
  }

  private StoreFacts storeFacts() {
    return OpenStore.at(store).snapshot(null).facts();
  }

  private static Optional<StoreFacts> facts(String store) {
    return OpenStore.at(store).newest().map(Snapshot::facts);
  }

  private static void warn(String text) {
    System.err.println("millrace: " + text);
  }

  private String name() {
    return file == null ? "" : new ConfigFile(file).name();
  }

  private String text() {
    if (file == null) {
      return "";
    }

    try {
      return new ConfigFile(file).text();
    } catch (IOException e) {
      throw new InvalidConfigException(
          List.of("Cannot read the configuration " + name() + ": is there such a file?"));
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
