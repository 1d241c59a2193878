package io.millrace.report.measure;

import io.millrace.item.HostTensor;
import java.nio.FloatBuffer;

/**
 * What the distances of one depth map are like.
 *
 * @param missing share of readings that are 0 or no number
 * @param nearest smallest reading; infinite where there is none
 * @param farthest largest reading; infinite where there is none
 */
public record DepthMeasure(double missing, double nearest, double farthest) {
  /** Measures the last channel of float32, channels x height x width. */
  public static DepthMeasure of(HostTensor map) {
    FloatBuffer values = map.slice(map.axis(0) - 1).data().asFloatBuffer();
    long all = values.remaining();
    long readings = 0;
    double nearest = Double.POSITIVE_INFINITY;
    double farthest = Double.NEGATIVE_INFINITY;
    while (values.hasRemaining()) {
      float value = values.get();
      if (isReading(value)) {
        readings++;
        nearest = Math.min(nearest, value);
        farthest = Math.max(farthest, value);
      }
    }

    return new DepthMeasure(1 - (double) readings / all, nearest, farthest);
  }

  static boolean isReading(float value) {
    return value != 0 && Float.isFinite(value);
  }

  /** Whether it has any reading. */
  public boolean exists() {
    return nearest <= farthest;
  }
}
