package io.millrace.kernel;

/**
 * What a channel makes of its 256 levels, in float32: {@code (level * factor / divisor - mean) /
 * std}. Divisions are true ones, so that every way of doing it gives the same bits.
 *
 * @param factor of the level, 1 for none
 * @param divisor of the product, 1 for none
 * @param mean that is taken away, 0 for none
 * @param std that the rest is divided by, 1 for none
 */
public record LevelScale(float factor, float divisor, float mean, float std) {
  static final int COUNT = 256;

  /** The number of a level from 0 to 255. */
  public float number(int level) {
    return (level * factor / divisor - mean) / std;
  }

  float[] table() {
    float[] table = new float[COUNT];
    for (int level = 0; level < COUNT; level++) {
      table[level] = number(level);
    }

    return table;
  }
}
