package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a configuration is read from.
 *
 * @param yaml text of the file; may be empty
 * @param source the file's name, for messages
 * @param settings applied after the file, in their order: a later one wins
 */
public record ConfigInput(String yaml, String source, List<Setting> settings) {
  /** No file at all. */
  public static final ConfigInput EMPTY = new ConfigInput("", "no file", List.of());

  /**
   * One setting of the command line.
   *
   * @param key dotted: {@code data} (the data set), {@code data.category} or {@code
   *     data.init_args.category}; dashes stand for underscores
   * @param value YAML, or a list such as {@code a,b}, or a size such as {@code 256x256}
   */
  public record Setting(String key, String value) {
    public Setting {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }
  }

  public ConfigInput {
    Objects.requireNonNull(yaml, "yaml");
    Objects.requireNonNull(source, "source");
    settings = List.copyOf(settings);
  }

  /** The text of a file, without settings. */
  public static ConfigInput of(String yaml, String source) {
    return new ConfigInput(yaml, source, List.of());
  }

  /** The same with one more setting, which wins over those before. */
  public ConfigInput with(String key, String value) {
    List<Setting> more = new ArrayList<>(settings);
    more.add(new Setting(key, value));
    return new ConfigInput(yaml, source, more);
  }
}
