package io.millrace.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the page shows of one category. Where there are many of them each is folded, or nobody would
 * find the end of the page.
 *
 * @param category empty where the data set has none
 * @param items in their order
 */
public record Shelf<T>(String category, List<T> items) {
  /** Categories that a page shows unfolded. */
  private static final int OPEN = 3;

  public Shelf {
    Objects.requireNonNull(category, "category");
    items = List.copyOf(items);
  }

  /** One for each category, in the order in which they come. */
  public static <T> List<Shelf<T>> of(List<T> items, Function<T, String> category) {
    Map<String, List<T>> found = new LinkedHashMap<>();
    items.forEach(
        item -> found.computeIfAbsent(category.apply(item), key -> new ArrayList<>()).add(item));
    return found.entrySet().stream()
        .map(entry -> new Shelf<>(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Whether so many categories are folded. */
  public static boolean areFolded(List<?> categories) {
    return categories.size() > OPEN;
  }
}
