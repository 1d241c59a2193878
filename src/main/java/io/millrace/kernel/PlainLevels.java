package io.millrace.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
  public void numbers(ByteBuffer levels, ByteBuffer numbers) {
    FloatBuffer floats = numbers.slice().order(ByteOrder.nativeOrder()).asFloatBuffer();
    float[] all = table;
    int from = levels.position();
    int count = levels.remaining();
    for (int i = 0; i < count; i++) {
      floats.put(i, all[levels.get(from + i) & 0xFF]);
    }
  }
}
