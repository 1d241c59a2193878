package io.millrace.decode;

import java.io.Serializable;

/**
 * How small a JPEG may be decoded: by a half, a fourth or an eighth while no side falls below that.
 * It is faster, and gives other pixels.
 */
public record Draft(int height, int width) implements Serializable {
  /** At full size. */
  public static final Draft NONE = new Draft(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public Draft {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Invalid draft: %d x %d (must be >= 1)".formatted(height, width));
    }
  }

  /** 8, 4, 2 or 1: what both sides of a picture are divided by, rounded up. */
  int divisor(int pictureHeight, int pictureWidth) {
    int divisor = 8;
    while (divisor > 1
        && (ceil(pictureHeight, divisor) < height || ceil(pictureWidth, divisor) < width)) {
      divisor /= 2;
    }

    return divisor;
  }

  static int ceil(int side, int divisor) {
    return (side + divisor - 1) / divisor;
  }
}
