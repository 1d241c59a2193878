package io.millrace.sampledata;

/** One damage of the stone's surface. */
interface Defect {
  /** No damage at all. */
  Defect NONE = (u, v) -> 0;

  /**
   * How the brightness changes at a point of the stone's frame, in [-1, 1]: 1 is the strongest
   * change that a defect may make. Falls softly to 0 at its border.
   */
  double shift(double u, double v);

  /** Share of the change in red, green and blue, in [0, 1]. */
  default double tint(int channel) {
    return 1;
  }
}
