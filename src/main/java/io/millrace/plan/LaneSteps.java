package io.millrace.plan;

/**
 * At which steps a rank comes to which positions of a lane.
 *
 * @param laneOffset position at which the steps begin
 * @param rowsPerLane positions of a step
 * @param part those of a step that are the rank's
 * @param steps how many steps there are
 */
record LaneSteps(int laneOffset, int rowsPerLane, RowRange part, int steps) {
  /** The first step that comes to a position or beyond it. */
  int first(long position) {
    long before = position - laneOffset - (part.to() - 1);
    return (int) Math.max(0, -Math.floorDiv(-before, (long) rowsPerLane));
  }

  /** The last step that comes to a position or to one before it; negative if none does. */
  int last(long position) {
    long after = position - laneOffset - part.from();
    return (int) Math.min(steps - 1L, Math.floorDiv(after, (long) rowsPerLane));
  }

  /** The position after the rank's last one. */
  long end() {
    return laneOffset + (steps - 1L) * rowsPerLane + part.to();
  }

  /** The rank's first position of the last step. */
  long lastBegin() {
    return laneOffset + (steps - 1L) * rowsPerLane + part.from();
  }
}
