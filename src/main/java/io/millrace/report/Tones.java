package io.millrace.report;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Which values become black and white: 0 to 255 or 0 to 1, or the lowest and highest where a
 * picture was normalised.
 */
record Tones(double black, double white) {
  static Tones of(HostTensor images) {
    if (images.type() == DType.U8) {
      return new Tones(0, 255);
    }

    double lowest = 0;
    double highest = 1;
    FloatBuffer values = images.data().asFloatBuffer();
    while (values.hasRemaining()) {
      float value = values.get();
      if (Float.isFinite(value)) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }

    return new Tones(lowest, highest);
  }

  /** Element {@code i} of a tensor's bytes: float32, uint8 or bool. */
  static double value(DType type, ByteBuffer data, int i) {
    return type == DType.F32 ? data.getFloat(i * Float.BYTES) : data.get(i) & 0xFF;
  }

  /** 0 to 255; what is no number is black. */
  int level(double value) {
    double share = (value - black) / (white - black);
    return (int) Math.max(0, Math.min(255, share * 255 + 0.5));
  }
}
