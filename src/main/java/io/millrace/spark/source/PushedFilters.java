package io.millrace.spark.source;

import io.millrace.sample.Split;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.sources.EqualNullSafe;
import org.apache.spark.sql.sources.EqualTo;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.In;

/**
 * The filters of a query, all of which hold, and what they mean for the index.
 *
 * @param columns those that conditions may be about
 */
record PushedFilters(List<Filter> filters, Set<String> columns) {
  private static final String SPLIT = "split";

  /** Those that Spark must evaluate. */
  Filter[] unhandled() {
    return filters.stream().filter(filter -> condition(filter).isEmpty()).toArray(Filter[]::new);
  }

  /** The splits that can have rows. */
  Set<Split> splits() {
    Set<Split> splits = EnumSet.allOf(Split.class);
    filters.forEach(
        filter ->
            names(filter)
                .ifPresent(names -> splits.removeIf(split -> !names.contains(split.text()))));
    return splits;
  }

  /** What is left to be asked of each row. */
  List<Column> conditions() {
    return filters.stream()
        .filter(filter -> names(filter).isEmpty())
        .map(this::condition)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Column> condition(Filter filter) {
    return columns.containsAll(Arrays.asList(filter.references()))
        ? FilterColumn.of(filter)
        : Optional.empty();
  }

  /** The splits that a filter names, if it does nothing else. */
  private static Optional<List<Object>> names(Filter filter) {
    if (filter instanceof EqualTo equal && equal.attribute().equals(SPLIT)) {
      return Optional.of(List.of(equal.value()));
    }

    if (filter instanceof EqualNullSafe equal && equal.attribute().equals(SPLIT)) {
      return Optional.of(Arrays.asList(equal.value()));
    }

    return filter instanceof In in && in.attribute().equals(SPLIT)
        ? Optional.of(Arrays.asList(in.values()))
        : Optional.empty();
  }
}
