package io.millrace.report.page;

import io.millrace.report.profile.Group;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The samples of a category, a row a label.
 *
 * @param category empty where the data set has none
 * @param rows in the profile's order
 */
public record Counts(String category, List<Row> rows) {
  public Counts {
    Objects.requireNonNull(category, "category");
    rows = List.copyOf(rows);
  }

  static List<Counts> of(List<Group> groups) {
    Map<String, Map<String, Row>> found = new LinkedHashMap<>();
    for (Group group : groups) {
      found
          .computeIfAbsent(group.category(), key -> new LinkedHashMap<>())
          .computeIfAbsent(
              group.label() + group.labelIndex(),
              key -> new Row(group.label(), group.labelIndex(), new EnumMap<>(Split.class)))
          .samples()
          .merge(group.split(), group.samples(), Long::sum);
    }

    return found.entrySet().stream()
        .map(entry -> new Counts(entry.getKey(), new ArrayList<>(entry.getValue().values())))
        .toList();
  }

  /** Samples of all labels by subset: {@code 20 train, 4 test}. */
  public String bySubset() {
    List<String> parts = new ArrayList<>();
    for (Split split : Split.values()) {
      long samples = rows.stream().mapToLong(row -> row.count(split)).sum();
      if (samples > 0) {
        parts.add(Words.count(samples) + " " + split.text());
      }
    }

    return String.join(", ", parts);
  }

  /** Samples of the row that has most. */
  public static long longest(List<Counts> all) {
    return all.stream()
        .flatMap(counts -> counts.rows().stream())
        .mapToLong(Row::total)
        .max()
        .orElse(0);
  }

  /**
   * The samples of a label.
   *
   * @param label name of the class
   * @param kind normal, abnormal or unknown
   * @param samples by subset
   */
  public record Row(String label, Label kind, Map<Split, Long> samples) {
    public Row {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(samples, "samples");
    }

    /** Samples of a subset. */
    public long count(Split split) {
      return samples.getOrDefault(split, 0L);
    }

    /** Samples of all subsets. */
    public long total() {
      return samples.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How long a bar for a subset is, in percent of the longest row's, 0 to 100. */
    public double percent(Split split, long longest) {
      return longest == 0 ? 0 : Math.round(10_000.0 * count(split) / longest) / 100.0;
    }
  }
}
