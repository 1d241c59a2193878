package io.millrace.sampledata;

/** Soft edges: curves on [0, 1] that start and end level. */
final class Soft {
  private Soft() {}

  /** 0 up to 0, 1 from 1 on, smooth between: 3t^2 - 2t^3. */
  static double step(double t) {
    double inside = Math.max(0, Math.min(1, t));
    return inside * inside * (3 - 2 * inside);
  }

  /** 1 at distance 0, falling smoothly to 0 at distance 1 and beyond. */
  static double bump(double distance) {
    double inside = Math.max(0, 1 - distance * distance);
    return inside * inside;
  }

  static double blend(double from, double to, double share) {
    return from + (to - from) * share;
  }
}
