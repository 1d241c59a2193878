package io.millrace.report.profile;

import java.util.List;
import java.util.Objects;

/**
 * What the masks of one kind of defect are like.
 *
 * @param category empty where the data set has none
 * @param label name of the class
 * @param area share of the picture that the mask covers, from 0 to 1; the bins grow by factors
 * @param heat where masks lie; empty masks count too
 */
public record Defect(String category, String label, Spread area, Heat heat) {
  public Defect {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(heat, "heat");
  }

  /**
   * The mean mask, stretched over a grid.
   *
   * @param rows of the grid
   * @param columns of the grid
   * @param shares by row, then column: mean share of the cell that masks cover, from 0 to 1
   */
  public record Heat(int rows, int columns, List<Double> shares) {
    public Heat {
      shares = List.copyOf(shares);
      if (shares.size() != rows * columns) {
        throw new IllegalArgumentException(
            "Invalid heat map: %d shares for %d x %d".formatted(shares.size(), rows, columns));
      }
    }
  }
}
