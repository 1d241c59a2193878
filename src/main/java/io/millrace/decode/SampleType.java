package io.millrace.decode;

import java.nio.ByteBuffer;
import java.util.Locale;

/** How the numbers of a depth map are stored, and what floats they are. */
enum SampleType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  INT64(8),
  FLOAT16(2),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  SampleType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** numpy's name of it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@code count} numbers from the buffer's position on, in the buffer's order. Unsigned
   * bytes are divided by 255, as the reference does; everything else keeps its value.
   */
  void read(ByteBuffer in, float[] out, int from, int count) {
    switch (this) {
      case FLOAT32 -> in.asFloatBuffer().get(out, from, count);
      case UINT8, INT8 -> bytes(in, out, from, count);
      case UINT16, INT16, FLOAT16 -> shorts(in, out, from, count);
      default -> wide(in, out, from, count);
    }
  }

  private void bytes(ByteBuffer in, float[] out, int from, int count) {
    int at = in.position();
    if (this == UINT8) {
      for (int i = 0; i < count; i++) {
        out[from + i] = (in.get(at + i) & 255) / 255f;
      }
    } else {
      for (int i = 0; i < count; i++) {
        out[from + i] = in.get(at + i);
      }
    }
  }

  private void shorts(ByteBuffer in, float[] out, int from, int count) {
    int at = in.position();
    switch (this) {
      case UINT16 -> {
        for (int i = 0; i < count; i++) {
          out[from + i] = in.getShort(at + 2 * i) & 0xffff;
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          out[from + i] = in.getShort(at + 2 * i);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          out[from + i] = half(in.getShort(at + 2 * i));
        }
      }
    }
  }

  private void wide(ByteBuffer in, float[] out, int from, int count) {
    int at = in.position();
    for (int i = 0; i < count; i++, at += bytes) {
      out[from + i] =
          switch (this) {
            case UINT32 -> in.getInt(at) & 0xffffffffL;
            case INT32 -> in.getInt(at);
            case INT64 -> in.getLong(at);
            default -> (float) in.getDouble(at);
          };
    }
  }

  /** IEEE 754 binary16; the JDK has it from version 20 on. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 31;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign));
    }

    int wide = exponent == 31 ? 255 : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
