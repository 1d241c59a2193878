package io.millrace.sampledata;

import io.millrace.item.Size;
import io.millrace.random.Draws;
import io.millrace.random.KeyMix;

/**
 * A dome on a table under a depth camera that looks straight down. Lengths in metres: x to the
 * right, y down, z away from the camera.
 */
final class Relief {
  /** From the camera to the table. */
  static final double TABLE = 0.45;

  /** What the shorter side of a picture sees of the table. */
  private static final double SIGHT = 0.12;

  private static final double HEIGHT = 0.03;
  private static final double WAVES = 5e-4;
  private static final double NOISE = 3e-5;

  /** Steeper places throw no light back to the camera. */
  private static final double STEEPEST = 2;

  private final Size size;
  private final Pose pose;
  private final ValueNoise waves;
  private final Speckles shiny;
  private final long sensor;

  Relief(Size size, Draws draws) {
    this.size = size;
    this.pose = Pose.of(size, draws.operation("pose", 0));
    this.waves = new ValueNoise(draws.operation("waves", 0).key(), 5);
    this.shiny = new Speckles(draws.operation("shiny", 0).key(), 9);
    this.sensor = draws.operation("sensor", 0).key();
  }

  Size size() {
    return size;
  }

  /** Metres of a pixel's side. */
  double pitch() {
    return SIGHT / Math.min(size.height(), size.width());
  }

  double u(int x, int y) {
    return pose.u((x - pose.x()) / pose.radius(), (y - pose.y()) / pose.radius());
  }

  double v(int x, int y) {
    return pose.v((x - pose.x()) / pose.radius(), (y - pose.y()) / pose.radius());
  }

  boolean isObject(int x, int y) {
    return inside(u(x, y), v(x, y)) > 0;
  }

  private static double inside(double u, double v) {
    return Math.max(0, 1 - u * u - v * v);
  }

  /** Height above the table, without noise. */
  double height(int x, int y, ReliefDefect defect) {
    double u = u(x, y);
    double v = v(x, y);
    double inside = inside(u, v);
    double wave = WAVES * waves.at(u, v) * Math.min(1, 4 * inside);
    return inside == 0 ? 0 : HEIGHT * Math.sqrt(inside) + wave + defect.shift(u, v);
  }

  /** Whether the camera has a reading there: not where it is steep, nor on shiny specks. */
  boolean isSeen(int x, int y, double slope) {
    long bits = KeyMix.mix(sensor ^ pixel(x, y));
    return slope < STEEPEST && shiny.at(u(x, y), v(x, y)) < 0.8 && (bits & 255) != 0;
  }

  /** The reading: coordinates of the point that a pixel sees at that height. */
  void read(int x, int y, double height, float[] point) {
    double noise = NOISE * ((KeyMix.mix(~sensor ^ pixel(x, y)) >> 11) * 0x1p-52);
    double z = TABLE - height + noise;
    double spread = pitch() * z / TABLE;
    point[0] = (float) ((x + 0.5 - 0.5 * size.width()) * spread);
    point[1] = (float) ((y + 0.5 - 0.5 * size.height()) * spread);
    point[2] = (float) z;
  }

  long pixel(int x, int y) {
    return (long) y * size.width() + x;
  }
}
