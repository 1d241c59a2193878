package io.millrace.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** float32 as bytes, little-endian. */
public final class Floats {
  private Floats() {}

  /** The numbers' bytes. */
  public static byte[] bytes(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /** The numbers that {@link #bytes} wrote. */
  public static float[] of(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
