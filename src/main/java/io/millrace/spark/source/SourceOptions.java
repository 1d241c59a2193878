package io.millrace.spark.source;

import io.millrace.config.ConfigInput;
import io.millrace.config.ConfigInput.Setting;
import io.millrace.config.ConfigReader;
import io.millrace.config.InvalidConfigException;
import io.millrace.config.RunConfig;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.storage.FileEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.network.util.JavaUtils;

/**
 * What the options of a reader say.
 *
 * @param run what is read
 * @param snapshot number of the store's snapshot; none for the newest
 * @param partitionBytes bytes that a task reads for pixels; none for what the session says
 * @param warnings what is odd but no error
 */
record SourceOptions(
    RunConfig run, List<Long> snapshot, List<Long> partitionBytes, List<String> warnings) {
  private static final String PATH = "path";
  private static final String CONFIG = "config";
  private static final String SNAPSHOT = "snapshot";
  private static final String PARTITION_BYTES = "partition_bytes";
  private static final String DATA = "data";
  private static final String ROOT = DATA + ".root";
  private static final String EVERYTHING = "seed_everything";

  /**
   * Reads them.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  static SourceOptions read(Map<String, String> options, HadoopStorage storage) {
    Map<String, String> rest = new TreeMap<>(options);
    rest.values().removeIf(Objects::isNull); // Python's None
    List<Long> snapshot = number(SNAPSHOT, rest);
    List<Long> partitionBytes = number(PARTITION_BYTES, rest);
    String path = taken(PATH, rest);
    String config = taken(CONFIG, rest);
    List<Setting> given = settings(rest);
    List<Setting> all = new ArrayList<>();
    if (!path.isEmpty()) {
      checkRoot(given, path);
      boolean named = named(given) || !config.isEmpty();
      all.addAll(
          named ? List.of(new Setting(ROOT, path)) : StoreAt.settings(path, snapshot, storage));
    } else if (!rooted(given) && config.isEmpty()) {
      throw invalid(
          "Missing path: load(\"ROOT\") says where the data is, option path in SQL, and there is one;"
              + " option data says what it is, where it is no store");
    }

    all.addAll(given);
    ConfigInput input = new ConfigInput(text(config, storage), config, all);
    return new SourceOptions(
        ConfigReader.read(input), snapshot, partitionBytes, ConfigReader.warnings(input));
  }

  private static String taken(String key, Map<String, String> options) {
    String value = options.remove(key);
    return value == null ? "" : value;
  }

  /** A whole number from 1, with {@code k}, {@code m} or {@code g} behind it; none if not given. */
  private static List<Long> number(String key, Map<String, String> options) {
    String text = taken(key, options);
    if (text.isEmpty()) {
      return List.of();
    }

    long number;
    try {
      number = JavaUtils.byteStringAsBytes(text);
    } catch (NumberFormatException e) {
      number = 0; // told below
    }

    if (number < 1) {
      throw invalid("Invalid %s: %s (give a whole number, >= 1)".formatted(key, text));
    }

    return List.of(number);
  }

  private static InvalidConfigException invalid(String problem) {
    return new InvalidConfigException(List.of(problem));
  }

  /** Spark's options have no upper case; those of a data set are below {@code data}. */
  private static List<Setting> settings(Map<String, String> options) {
    return options.entrySet().stream()
        .map(
            option -> new Setting(key(option.getKey().toLowerCase(Locale.ROOT)), option.getValue()))
        .toList();
  }

  private static String key(String option) {
    boolean whole = option.equals(DATA) || option.startsWith(DATA + ".");
    return whole || option.equals(EVERYTHING) ? option : DATA + "." + option;
  }

  private static boolean named(List<Setting> settings) {
    return settings.stream().anyMatch(setting -> setting.key().equals(DATA));
  }

  private static boolean rooted(List<Setting> settings) {
    return settings.stream().anyMatch(setting -> setting.key().equals(ROOT));
  }

  private static void checkRoot(List<Setting> settings, String path) {
    if (rooted(settings)) {
      throw invalid("Invalid root: the path is %s already (leave one of them out)".formatted(path));
    }
  }

  private static String text(String config, HadoopStorage storage) {
    if (config.isEmpty()) {
      return "";
    }

    try {
      FileEntry file =
          storage
              .find(config)
              .orElseThrow(() -> new FileNotFoundException("there is no such file"));
      return new String(storage.read(file.path(), file.length()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw invalid("Cannot read the configuration %s: %s".formatted(config, e.getMessage()));
    }
  }
}
