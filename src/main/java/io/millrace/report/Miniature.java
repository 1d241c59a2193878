package io.millrace.report;

import io.millrace.item.Size;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Thumb;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;

/** Draws the small pictures of a profile, each as large as it is. */
public final class Miniature {
  private static final int OPAQUE = 0xFF000000;

  private Miniature() {}

  /** The picture itself, RGB. */
  public static BufferedImage of(Thumb thumb) {
    BufferedImage picture = sheet(thumb.size(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = thumb.rgb();
    for (int i = 0; i < rgb.length / 3; i++) {
      int red = rgb[3 * i] & 0xFF;
      int green = rgb[3 * i + 1] & 0xFF;
      int blue = rgb[3 * i + 2] & 0xFF;
      put(picture, i, red << 16 | green << 8 | blue);
    }

    return picture;
  }

  /** The line around a mask; all else is transparent. */
  public static BufferedImage outline(Example.Mask mask) {
    Size size = mask.size();
    boolean[][] marks = new boolean[size.height()][size.width()];
    for (int i = 0; i < mask.set().length; i++) {
      marks[i / size.width()][i % size.width()] = mask.set()[i] != 0;
    }

    Outline outline = new Outline(marks);
    BufferedImage picture = sheet(size, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < mask.set().length; i++) {
      if (outline.has(i % size.width(), i / size.width())) {
        put(picture, i, OPAQUE | Sheet.OUTLINE);
      }
    }

    return picture;
  }

  /** A depth map in false colours: near is red, far is blue, stripes where there is no reading. */
  public static BufferedImage of(Example.Map map) {
    BufferedImage picture = sheet(map.size(), BufferedImage.TYPE_INT_RGB);
    FalseColors colors = FalseColors.of(FloatBuffer.wrap(map.distances()));
    for (int i = 0; i < map.distances().length; i++) {
      float distance = map.distances()[i];
      Spot spot = new Spot(i % map.size().width(), i / map.size().width());
      boolean reading = FalseColors.isReading(distance);
      put(picture, i, reading ? colors.rgb(distance) : FalseColors.missing(spot));
    }

    return picture;
  }

  private static BufferedImage sheet(Size size, int type) {
    return new BufferedImage(size.width(), size.height(), type);
  }

  private static void put(BufferedImage picture, int i, int rgb) {
    picture.setRGB(i % picture.getWidth(), i / picture.getWidth(), rgb);
  }
}
