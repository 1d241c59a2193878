package io.millrace.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns of values, a value for each row of a batch: String, Boolean, Integer, Long, Float,
 * Double, byte[], float[], double[], or a List of those.
 *
 * @param columns values by the name of their column
 */
public record NamedValues(Map<String, List<?>> columns) {
  public NamedValues {
    Map<String, List<?>> copy = new LinkedHashMap<>();
    columns.forEach(
        (name, values) -> copy.put(name, Collections.unmodifiableList(new ArrayList<>(values))));
    columns = Collections.unmodifiableMap(copy);
  }

  /** One column. */
  public static NamedValues of(String name, List<?> values) {
    return new NamedValues(Map.of(name, values));
  }

  /** The same with one more column. */
  public NamedValues and(String name, List<?> values) {
    Map<String, List<?>> more = new LinkedHashMap<>(columns);
    more.put(name, values);
    return new NamedValues(more);
  }
}
