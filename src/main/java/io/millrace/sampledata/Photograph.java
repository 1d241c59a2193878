package io.millrace.sampledata;

import io.millrace.item.Size;
import io.millrace.random.Draw;
import io.millrace.random.Draws;
import io.millrace.random.KeyMix;
import java.awt.image.BufferedImage;

/**
 * A photograph that stands for those of real data sets where only the work of reading it matters:
 * soft shapes, cloth in folds, and the noise of a sensor.
 */
final class Photograph {
  private static final int SHAPES = 6;

  /** A small sensor has more noise than that of the millstones. */
  private static final double NOISE = 1.22;

  private static final double[] TINT = {1.0, 0.96, 0.88};

  private final Size size;
  private final Lamp lamp;
  private final Camera camera;
  private final Shape[] shapes = new Shape[SHAPES];
  private final ValueNoise fold;
  private final ValueNoise weave;
  private final ValueNoise dye;

  Photograph(Size size, Draws draws) {
    this.size = size;
    this.lamp = new Lamp(size, 0.95 + 0.1 * draws.operation("lamp", 0).uniform(0));
    this.camera = new Camera(draws.operation("camera", 0).key(), NOISE);
    long cloth = draws.operation("cloth", 0).key();
    this.fold = new ValueNoise(KeyMix.key(cloth, 1), 5);
    this.weave = new ValueNoise(KeyMix.key(cloth, 2), 1);
    this.dye = new ValueNoise(KeyMix.key(cloth, 3), 3);
    for (int i = 0; i < SHAPES; i++) {
      shapes[i] = Shape.of(draws.operation("shape", i));
    }
  }

  /** A spot with a soft border: brighter or darker than what it lies on. */
  private record Shape(double x, double y, double radius, double shade) {
    static Shape of(Draw draw) {
      return new Shape(
          draw.uniform(0),
          draw.uniform(1),
          0.05 + 0.2 * draw.uniform(2),
          -60 + 120 * draw.uniform(3));
    }

    double at(double right, double down) {
      double distance = Math.sqrt((right - x) * (right - x) + (down - y) * (down - y));
      return shade * Soft.step((radius - distance) / 0.02 + 0.5);
    }
  }

  /** RGB, 8 bits. */
  BufferedImage image() {
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    int[] rgb = new int[3];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        pixel(x, y, rgb);
        image.getRaster().setPixel(x, y, rgb);
      }
    }

    return image;
  }

  private void pixel(int x, int y, int[] rgb) {
    double right = (double) x / size.width();
    double down = (double) y / size.height();
    double light = 130 + 30 * fold.at(right, down) + threads(x, y, down);
    for (Shape shape : shapes) {
      light += shape.at(right, down);
    }

    double warmth = 1 + 0.5 * dye.at(right, down);
    for (int i = 0; i < rgb.length; i++) {
      double level = light * lamp.at(x, y) * (1 - (1 - TINT[i]) * warmth);
      rgb[i] = camera.level((long) y * size.width() + x, i, Math.max(0, level));
    }
  }

  /** Threads lie across, then upright, then aslant: each part is best filtered its way. */
  private double threads(int x, int y, double down) {
    double upright = Soft.step((down - 0.30) * 40);
    double aslant = Soft.step((down - 0.57) * 40);
    double straight = Soft.blend(weave.at(0.03 * x, 0.3 * y), weave.at(0.3 * x, 0.03 * y), upright);
    return Soft.blend(
        10 * straight, 40 * weave.at(0.16 * x + 0.12 * y, 0.16 * y - 0.12 * x), aslant);
  }
}
