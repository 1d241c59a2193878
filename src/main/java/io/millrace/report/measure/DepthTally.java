package io.millrace.report.measure;

import io.millrace.report.profile.Depths;
import java.io.Serializable;

/** Adds up depth maps. */
final class DepthTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private final SpreadTally missing = new SpreadTally(Bins.SHARE);
  private final SpreadTally nearest = new SpreadTally(Bins.DISTANCE);
  private final SpreadTally farthest = new SpreadTally(Bins.DISTANCE);

  void add(DepthMeasure depth) {
    missing.add(depth.missing());
    if (depth.exists()) {
      nearest.add(depth.nearest());
      farthest.add(depth.farthest());
    }
  }

  void add(DepthTally other) {
    missing.add(other.missing);
    nearest.add(other.nearest);
    farthest.add(other.farthest);
  }

  Depths depths() {
    return new Depths(missing.spread(), nearest.spread(), farthest.spread());
  }
}
