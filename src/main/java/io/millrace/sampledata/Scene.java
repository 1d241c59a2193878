package io.millrace.sampledata;

import io.millrace.item.Size;
import io.millrace.random.Draws;

/** One stone on the belt, without any defect: what the camera sees of it. */
final class Scene {
  /** Stone and rubber as shares of the brightness in red, green and blue. */
  private static final double[] STONE = {1.0, 0.965, 0.905};

  private static final double[] RUBBER = {0.95, 0.99, 1.06};

  private final Pose pose;
  private final Millstone stone;
  private final Belt belt;
  private final Lamp lamp;
  private final Camera camera;
  private final Size size;

  Scene(Size size, Draws draws) {
    this.size = size;
    this.pose = Pose.of(size, draws.operation("pose", 0));
    this.stone = new Millstone(pose, draws.operation("stone", 0).key());
    this.belt = new Belt(draws.operation("belt", 0).key());
    this.lamp = new Lamp(size, 0.96 + 0.08 * draws.operation("lamp", 0).uniform(0));
    this.camera = new Camera(draws.operation("camera", 0).key());
  }

  Size size() {
    return size;
  }

  Pose pose() {
    return pose;
  }

  /** Fills {@code rgb} with the levels of one pixel. */
  void pixel(int x, int y, int[] rgb) {
    double right = (x - pose.x()) / pose.radius();
    double down = (y - pose.y()) / pose.radius();
    double cover = cover(Math.sqrt(right * right + down * down));
    double under = cover < 1 ? belt.level(right, down) : 0;
    double top = cover > 0 ? stone.level(right, down) : 0;
    double warmth = cover > 0 ? stone.warmth(right, down) : 0;
    double light = lamp.at(x, y);
    for (int i = 0; i < rgb.length; i++) {
      double tint = 1 - (1 - STONE[i]) * warmth;
      double level = Soft.blend(under * RUBBER[i], top * tint, cover) * light;
      rgb[i] = camera.level((long) y * size.width() + x, i, level);
    }
  }

  /** How much of a pixel is stone: 1 on it, 0 beside it and in its eye, soft over two pixels. */
  private double cover(double distance) {
    double inside = Math.min(1 - distance, distance - Millstone.EYE);
    return Soft.step(inside * pose.radius() * 0.5 + 0.5);
  }
}
