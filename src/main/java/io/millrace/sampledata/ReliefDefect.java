package io.millrace.sampledata;

import io.millrace.random.Draw;

/**
 * A dent or a bump of the surface.
 *
 * @param site its middle and direction
 * @param radius along its longer axis, in radii of the object
 * @param flatness longer axis over shorter axis
 * @param height in its middle, metres; below 0 for a dent
 */
record ReliefDefect(Site site, double radius, double flatness, double height) {
  /** No damage at all. */
  static final ReliefDefect NONE = new ReliefDefect(new Site(0, 0, 1, 0), 1, 1, 0);

  /** A tenth of a millimetre: what is less is no defect, and is left away. */
  static final double LEAST = 1e-4;

  static ReliefDefect of(Draw draw, int sign) {
    double radius = 0.11 + 0.06 * draw.uniform(3);
    double flatness = 1.1 + 0.5 * draw.uniform(4);
    double height = sign * (0.002 + 0.0015 * draw.uniform(5));
    return new ReliefDefect(Site.of(draw), radius, flatness, height);
  }

  /** How much higher the surface is at a point of the object's frame, metres. */
  double shift(double u, double v) {
    double along = site.along(u, v) / radius;
    double across = site.across(u, v) / radius * flatness;
    double shift = height * Soft.bump(Math.sqrt(along * along + across * across));
    return Math.abs(shift) < LEAST ? 0 : shift;
  }
}
