package io.millrace.sampledata;

import io.millrace.random.Draw;

/**
 * Where on the stone a defect is, and how it is turned: clear of eye and rim, in the stone's frame.
 *
 * @param u centre, first axis
 * @param v centre, second axis
 * @param cos of the angle that the defect is turned by
 * @param sin of the same angle
 */
record Site(double u, double v, double cos, double sin) {
  private static final double INNER = 0.35;
  private static final double OUTER = 0.75;

  /** A site by the draws 0 to 2. */
  static Site of(Draw draw) {
    double around = 2 * Math.PI * draw.uniform(0);
    double distance = Soft.blend(INNER, OUTER, draw.uniform(1));
    double angle = 2 * Math.PI * draw.uniform(2);
    return new Site(
        distance * StrictMath.cos(around),
        distance * StrictMath.sin(around),
        StrictMath.cos(angle),
        StrictMath.sin(angle));
  }

  /** Distance along the defect's own first axis. */
  double along(double pointU, double pointV) {
    return (pointU - u) * cos + (pointV - v) * sin;
  }

  /** Distance along the defect's own second axis. */
  double across(double pointU, double pointV) {
    return (pointV - v) * cos - (pointU - u) * sin;
  }
}
