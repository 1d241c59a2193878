package io.millrace.plan;

import java.io.Serializable;

/** The ordinals from {@code from} to before {@code to}. */
public record RowRange(int from, int to) implements Serializable {
  public RowRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "Invalid range of rows: " + from + " to " + to + " (must be 0 <= from <= to)");
    }
  }

  /** How many there are. */
  public int rows() {
    return to - from;
  }
}
