package io.millrace.sampledata;

import io.millrace.item.Size;
import java.awt.image.BufferedImage;

/** A finished sample of the drawn MVTec 3D-AD. */
final class ReliefPicture {
  private static final double[] OBJECT = {205, 172, 128};
  private static final double[] TABLE = {58, 62, 70};
  private static final double AMBIENT = 0.3;

  /** Towards the lamp: right, down and up, about a unit vector. */
  private static final double LAMP_UP = 0.8;

  private final BufferedImage image;
  private final float[] xyz;
  private final BufferedImage mask;

  private ReliefPicture(Size size) {
    int width = size.width();
    this.image = new BufferedImage(width, size.height(), BufferedImage.TYPE_3BYTE_BGR);
    this.mask = new BufferedImage(width, size.height(), BufferedImage.TYPE_BYTE_GRAY);
    this.xyz = new float[3 * size.height() * width];
  }

  /** RGB, 8 bits. */
  BufferedImage image() {
    return image;
  }

  /**
   * Coordinates of a pixel side by side, row by row, in metres; 0, 0, 0 where a reading is missing.
   */
  float[] xyz() {
    return xyz;
  }

  /** Grey, 8 bits: 255 exactly where the defect moved the surface, else 0. */
  BufferedImage mask() {
    return mask;
  }

  static ReliefPicture of(Relief relief, ReliefDefect defect, Camera camera) {
    Size size = relief.size();
    ReliefPicture picture = new ReliefPicture(size);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        picture.draw(relief, defect, new Place(x, y), camera);
      }
    }

    return picture;
  }

  /** A pixel. */
  private record Place(int x, int y) {}

  private void draw(Relief relief, ReliefDefect defect, Place at, Camera camera) {
    int x = at.x();
    int y = at.y();
    double across = 2 * relief.pitch();
    double right = (relief.height(x + 1, y, defect) - relief.height(x - 1, y, defect)) / across;
    double down = (relief.height(x, y + 1, defect) - relief.height(x, y - 1, defect)) / across;
    double slope = right * right + down * down;
    if (relief.isSeen(x, y, Math.sqrt(slope))) {
      float[] point = new float[3];
      relief.read(x, y, relief.height(x, y, defect), point);
      System.arraycopy(point, 0, xyz, (int) (3 * relief.pixel(x, y)), 3);
    }

    boolean moved = relief.isObject(x, y) && defect.shift(relief.u(x, y), relief.v(x, y)) != 0;
    mask.getRaster().setSample(x, y, 0, moved ? 255 : 0);
    double facing = LAMP_UP - 0.6 * (right * Lamp.RIGHT + down * Lamp.DOWN);
    double light = AMBIENT + (1 - AMBIENT) * Math.max(0, facing / Math.sqrt(1 + slope));
    double[] colors = relief.isObject(x, y) ? OBJECT : TABLE;
    for (int i = 0; i < colors.length; i++) {
      int level = camera.level(relief.pixel(x, y), i, colors[i] * light);
      image.getRaster().setSample(x, y, i, level);
    }
  }
}
