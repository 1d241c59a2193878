package io.millrace.sampledata;

import io.millrace.item.Size;

/**
 * The one lamp of the station, upper left: it fades across the picture, the lens to its corners.
 */
record Lamp(Size size, double exposure) {
  /** Direction towards the lamp: a unit vector, right and down. */
  static final double RIGHT = -0.6;

  static final double DOWN = -0.8;

  private static final double FADE = 0.10;
  private static final double VIGNETTE = 0.14;

  /** What the brightness of a pixel is multiplied by, about 1. */
  double at(int x, int y) {
    double right = 2.0 * x / size.width() - 1;
    double down = 2.0 * y / size.height() - 1;
    double slope = FADE * (right * RIGHT + down * DOWN);
    return exposure * (1 + slope - VIGNETTE * 0.5 * (right * right + down * down));
  }
}
