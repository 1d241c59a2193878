package io.millrace.report.profile;

import java.util.Objects;

/**
 * How values are distributed.
 *
 * @param count how many; where it is 0 the other numbers are 0 too
 * @param least the smallest
 * @param mean of all
 * @param most the largest
 * @param histogram of all
 */
public record Spread(long count, double least, double mean, double most, Histogram histogram) {
  public Spread {
    Objects.requireNonNull(histogram, "histogram");
  }
}
