package io.millrace.report.profile;

import java.util.Objects;

/**
 * What depth maps are like, by their last channel, the distance.
 *
 * @param missing share of a map's readings that are 0 or no number, from 0 to 1
 * @param nearest smallest reading of each map that has any, in the data set's unit
 * @param farthest largest reading of each map that has any
 */
public record Depths(Spread missing, Spread nearest, Spread farthest) {
  public Depths {
    Objects.requireNonNull(missing, "missing");
    Objects.requireNonNull(nearest, "nearest");
    Objects.requireNonNull(farthest, "farthest");
  }

  /** How many maps were read. */
  public long maps() {
    return missing.count();
  }
}
