package io.millrace.report.page;

import java.util.List;
import java.util.Objects;

/**
 * A chart and its numbers.
 *
 * @param title what was measured
 * @param unit of the axis, half a sentence
 * @param light address of the picture on a light page; empty where this Java has no fonts
 * @param dark on a dark one
 * @param alt what it shows, for those who do not see it
 * @param names of the lines
 * @param rows the numbers
 */
public record Figure(
    String title,
    String unit,
    String light,
    String dark,
    String alt,
    List<String> names,
    List<Row> rows) {
  public Figure {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(light, "light");
    Objects.requireNonNull(dark, "dark");
    Objects.requireNonNull(alt, "alt");
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  /** Whether values lie in more than one bin. */
  boolean isTelling() {
    return rows.stream().filter(Row::isFull).count() > 1;
  }

  /** Whether there is a picture. */
  public boolean isDrawn() {
    return !light.isEmpty();
  }

  /**
   * A bin.
   *
   * @param bin its edges
   * @param counts one a line
   */
  public record Row(String bin, List<Long> counts) {
    public Row {
      Objects.requireNonNull(bin, "bin");
      counts = List.copyOf(counts);
    }

    private boolean isFull() {
      return counts.stream().anyMatch(count -> count > 0);
    }
  }
}
