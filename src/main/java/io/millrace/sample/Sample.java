package io.millrace.sample;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One sample of a data set: metadata alone, no pixels.
 *
 * @param id path relative to {@code data.root}, with {@code /}, category included
 * @param category category of the data set, empty where it has none
 * @param split the subset that it belongs to
 * @param label name of its class, such as {@code good} or {@code bent}
 * @param labelIndex normal, abnormal or unknown
 * @param sources a file for each field that has one, in the order of {@link Field}
 */
public record Sample(
    String id,
    String category,
    Split split,
    String label,
    Label labelIndex,
    Map<Field, Source> sources) {
  public Sample {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(labelIndex, "labelIndex");
    Map<Field, Source> copy = new EnumMap<>(Field.class);
    copy.putAll(sources);
    sources = Collections.unmodifiableMap(copy);
  }

  /** Where that field's bytes are, if the sample has a file for it. */
  public Optional<Source> source(Field field) {
    return Optional.ofNullable(sources.get(field));
  }

  /** The picture's file. */
  public Source image() {
    return source(Field.IMAGE)
        .orElseThrow(() -> new IllegalStateException("Missing image: sample " + id));
  }
}
