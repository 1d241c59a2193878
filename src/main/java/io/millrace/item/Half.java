package io.millrace.item;

/** Half precision, IEEE 754 binary16, as 16 bits: Java 17 has no conversion of its own. */
public final class Half {
  private static final int INFINITY = 0x7C00;

  /** Bits of the smallest float that is a normal half, 2^-14. */
  private static final int LEAST_NORMAL = 0x38800000;

  /** Bits of the smallest float that rounds to infinity, 65520. */
  private static final int FIRST_TOO_LARGE = 0x477FF000;

  /** What separates the biased exponents of the two formats, in place. */
  private static final int REBIAS = (127 - 15) << 23;

  private Half() {}

  /** The nearest half, ties to even; a NaN stays one. */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & 0x7FFFFFFF;
    return (short) ((bits >>> 16 & 0x8000) | magnitude(value, magnitude));
  }

  private static int magnitude(float value, int bits) {
    if (bits > 0x7F800000) {
      return INFINITY | 0x200 | (bits >>> 13 & 0x3FF);
    }

    if (bits >= FIRST_TOO_LARGE) {
      return INFINITY;
    }

    if (bits < LEAST_NORMAL) {
      // the product with a power of two is exact, and rint rounds ties to even
      return (int) Math.rint(Math.abs(value) * 0x1p24f);
    }

    int odd = bits >>> 13 & 1;
    return (bits - REBIAS + 0xFFF + odd) >>> 13;
  }

  /** The value of a half, exactly. */
  public static float value(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }

    int magnitude = exponent == 0x1F ? 0x7F800000 : (exponent << 23) + REBIAS;
    return Float.intBitsToFloat(sign | magnitude | (fraction << 13));
  }
}
