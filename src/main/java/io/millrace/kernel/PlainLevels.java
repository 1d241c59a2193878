package io.millrace.kernel;

import java.util.Arrays;

/** Looks the numbers up. */
final class PlainLevels implements LevelRow {
  private final float[] table;

  PlainLevels(float[] table) {
    if (table.length != LevelScale.COUNT) {
      throw new IllegalArgumentException("Invalid table: " + table.length + " numbers, not 256");
    }

    this.table = Arrays.copyOf(table, LevelScale.COUNT);
  }

  @Override
  public void numbers(byte[] levels, float[] numbers, int count) {
    float[] all = table;
    for (int i = 0; i < count; i++) {
      numbers[i] = all[levels[i] & 0xFF];
    }
  }
}
