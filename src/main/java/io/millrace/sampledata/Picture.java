package io.millrace.sampledata;

import io.millrace.item.Size;
import java.awt.image.BufferedImage;

/**
 * A finished picture with its mask.
 *
 * @param image RGB, 8 bits
 * @param mask grey, 8 bits: 255 exactly where the defect changed the picture, else 0
 */
record Picture(BufferedImage image, BufferedImage mask) {
  /**
   * The strongest change in levels. Around a defect the clean texture deviates by 13 levels and
   * more, and a change beyond two deviations would be found by a threshold.
   */
  static final double STRONGEST = 26;

  /** The scene with a defect on its stone. */
  static Picture of(Scene scene, Defect defect) {
    Size size = scene.size();
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage mask =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
    int[] rgb = new int[3];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        scene.pixel(x, y, rgb);
        boolean changed = damage(rgb, shift(scene.pose(), defect, x, y), defect);
        image.getRaster().setPixel(x, y, rgb);
        mask.getRaster().setSample(x, y, 0, changed ? 255 : 0);
      }
    }

    return new Picture(image, mask);
  }

  private static double shift(Pose pose, Defect defect, int x, int y) {
    double right = (x - pose.x()) / pose.radius();
    double down = (y - pose.y()) / pose.radius();
    return defect.shift(pose.u(right, down), pose.v(right, down));
  }

  /** Whole levels are added to finished ones, so that noise cannot fray the border of the mask. */
  private static boolean damage(int[] rgb, double shift, Defect defect) {
    boolean changed = false;
    for (int i = 0; i < rgb.length; i++) {
      int before = rgb[i];
      rgb[i] = Camera.clamp(before + Math.rint(STRONGEST * shift * defect.tint(i)));
      changed |= rgb[i] != before;
    }

    return changed;
  }
}
