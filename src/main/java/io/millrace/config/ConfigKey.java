package io.millrace.config;

import java.util.List;

/**
 * What a person has to know about a key.
 *
 * @param name below {@code data}, such as {@code train_batch_size}
 * @param type what its value must be, in words
 * @param defaultText what holds where it is not given
 * @param help one sentence
 * @param datasets names of the data sets that have it
 */
public record ConfigKey(
    String name, String type, String defaultText, String help, List<String> datasets) {
  public ConfigKey {
    datasets = List.copyOf(datasets);
  }
}
