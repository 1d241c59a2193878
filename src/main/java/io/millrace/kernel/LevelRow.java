package io.millrace.kernel;

/** Turns levels of one channel into its numbers. Safe for use by several threads. */
public interface LevelRow {
  /**
   * Fills the first {@code count} numbers from as many levels, bytes taken as 0 to 255; neither
   * array is shorter.
   */
  void numbers(byte[] levels, float[] numbers, int count);

  /** By a table of 256 numbers. */
  static LevelRow of(float[] table) {
    return new PlainLevels(table);
  }
}
