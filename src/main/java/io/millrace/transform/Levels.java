package io.millrace.transform;

/** The numbers that the 256 levels of a decoded picture stand for. */
public final class Levels {
  /** How many there are. */
  public static final int COUNT = 256;

  private static final float ONE_255TH = Float.intBitsToFloat(0x3B808081);
  private static final float[] VALUES = new float[COUNT];

  static {
    for (int level = 0; level < COUNT; level++) {
      VALUES[level] = level * ONE_255TH;
    }
  }

  private Levels() {}

  /** The level times the float32 nearest to 1/255, as torchvision's {@code to_dtype} does. */
  public static float value(int level) {
    return VALUES[level];
  }
}
