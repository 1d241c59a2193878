package io.millrace.sampledata;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** The rectangle around a mask, and what is measured in it. */
record MaskWindow(Rectangle area, int pixels) {
  static MaskWindow of(BufferedImage mask, int margin) {
    Rectangle area = new Rectangle(-1, -1);
    int pixels = 0;
    for (int y = 0; y < mask.getHeight(); y++) {
      for (int x = 0; x < mask.getWidth(); x++) {
        if (isMarked(mask, x, y)) {
          area = area.union(new Rectangle(x, y, 1, 1));
          pixels++;
        }
      }
    }

    area.grow(margin, margin);
    return new MaskWindow(area, pixels);
  }

  double deviation(BufferedImage image, int channel) {
    double[] levels =
        image
            .getRaster()
            .getSamples(area.x, area.y, area.width, area.height, channel, (double[]) null);
    double sum = 0;
    double squares = 0;
    for (double level : levels) {
      sum += level;
      squares += level * level;
    }

    double mean = sum / levels.length;
    return Math.sqrt(squares / levels.length - mean * mean);
  }

  double largestChange(BufferedImage clean, BufferedImage damaged, int channel) {
    int largest = 0;
    for (int y = area.y; y < area.y + area.height; y++) {
      for (int x = area.x; x < area.x + area.width; x++) {
        largest = Math.max(largest, change(clean, damaged, new int[] {x, y, channel}));
      }
    }

    return largest;
  }

  /** Mean change of green over the marked pixels that touch an unmarked one. */
  double meanBorderChange(BufferedImage clean, Picture picture) {
    double sum = 0;
    int count = 0;
    for (int y = area.y; y < area.y + area.height; y++) {
      for (int x = area.x; x < area.x + area.width; x++) {
        if (isBorder(picture.mask(), x, y)) {
          sum += change(clean, picture.image(), new int[] {x, y, 1});
          count++;
        }
      }
    }

    return sum / count;
  }

  private static int change(BufferedImage clean, BufferedImage damaged, int[] at) {
    return Math.abs(
        clean.getRaster().getSample(at[0], at[1], at[2])
            - damaged.getRaster().getSample(at[0], at[1], at[2]));
  }

  private static boolean isBorder(BufferedImage mask, int x, int y) {
    return isMarked(mask, x, y)
        && !(isMarked(mask, x - 1, y)
            && isMarked(mask, x + 1, y)
            && isMarked(mask, x, y - 1)
            && isMarked(mask, x, y + 1));
  }

  private static boolean isMarked(BufferedImage mask, int x, int y) {
    return mask.getRaster().getSample(x, y, 0) > 0;
  }
}
