package io.millrace.report;

import io.millrace.item.HostTensor;
import java.nio.FloatBuffer;

/**
 * Distances as colours: the nearest red, over yellow and green, to the farthest blue. What is no
 * number, or 0, is no reading. Where {@code nearest} is the larger one, large values are red.
 */
record FalseColors(float nearest, float farthest) {
  private static final int DARK = 0x303030;
  private static final int LIGHT = 0xA0A0A0;

  /** Over all readings of a map, height x width. */
  static FalseColors of(HostTensor map) {
    return of(map.data().asFloatBuffer());
  }

  /** Over all readings of a map, row by row. */
  static FalseColors of(FloatBuffer values) {
    float nearest = Float.POSITIVE_INFINITY;
    float farthest = Float.NEGATIVE_INFINITY;
    while (values.hasRemaining()) {
      float value = values.get();
      if (isReading(value)) {
        nearest = Math.min(nearest, value);
        farthest = Math.max(farthest, value);
      }
    }

    return new FalseColors(nearest, farthest);
  }

  static boolean isReading(float value) {
    return value != 0 && Float.isFinite(value);
  }

  /** RGB as one integer. */
  int rgb(double value) {
    double share = farthest != nearest ? (value - nearest) / (farthest - nearest) : 0.5;
    return level(1.5 - Math.abs(4 * share)) << 16
        | level(1.5 - Math.abs(4 * share - 1.5)) << 8
        | level(1.5 - Math.abs(4 * share - 3.5));
  }

  private static int level(double share) {
    return (int) Math.max(0, Math.min(255, share * 255 + 0.5));
  }

  /** Where there is no reading: stripes. */
  static int missing(Spot spot) {
    return (spot.x() + spot.y()) / 2 % 2 == 0 ? DARK : LIGHT;
  }
}
