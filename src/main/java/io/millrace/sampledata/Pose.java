package io.millrace.sampledata;

import io.millrace.item.Size;
import io.millrace.random.Draw;

/**
 * How one stone lies under the camera. The frame of the stone has its origin in the centre and its
 * radius as unit.
 *
 * @param x centre, in pixels from the left
 * @param y centre, in pixels from the top
 * @param radius in pixels
 * @param cos of the angle that the stone is turned by
 * @param sin of the same angle
 */
record Pose(double x, double y, double radius, double cos, double sin) {
  private static final double RADIUS = 0.42;
  private static final double SHIFT = 0.03;

  static Pose of(Size size, Draw draw) {
    double edge = Math.min(size.height(), size.width());
    double x = size.width() * 0.5 + SHIFT * edge * (draw.uniform(0) - 0.5);
    double y = size.height() * 0.5 + SHIFT * edge * (draw.uniform(1) - 0.5);
    double radius = edge * RADIUS * (0.98 + 0.04 * draw.uniform(2));
    double angle = 2 * Math.PI * draw.uniform(3);
    return new Pose(x, y, radius, StrictMath.cos(angle), StrictMath.sin(angle));
  }

  /** Along the stone's own first axis, of a point right and down of the centre, in radii. */
  double u(double right, double down) {
    return right * cos + down * sin;
  }

  /** Along the stone's own second axis. */
  double v(double right, double down) {
    return down * cos - right * sin;
  }
}
