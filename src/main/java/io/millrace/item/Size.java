package io.millrace.item;

import java.io.Serializable;

/** Height and width in pixels, in that order, both at least 1. */
public record Size(int height, int width) implements Serializable {
  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Invalid size: " + height + " x " + width + " (height and width must be >= 1)");
    }
  }

  /** {@code HEIGHT x WIDTH}. */
  @Override
  public String toString() {
    return height + " x " + width;
  }
}
