package io.millrace.plan;

import java.util.Arrays;

/** Uses of chunks in columns, as they are found: 24 bytes each. */
final class ChunkUses {
  private static final int COLUMNS = 6;
  private static final int CHUNK = 1;
  private static final int FIRST_STEP = 4;
  private static final int LAST_STEP = 5;

  private int[] values = new int[COLUMNS * 64];
  private int size;

  void add(ChunkOrder.Use use) {
    int at = size * COLUMNS;
    if (at == values.length) {
      values = Arrays.copyOf(values, 2 * at);
    }

    values[at] = use.lane();
    values[at + CHUNK] = use.chunk();
    values[at + 2] = use.rows().from();
    values[at + 3] = use.rows().to();
    values[at + FIRST_STEP] = use.firstStep();
    values[at + LAST_STEP] = use.lastStep();
    size++;
  }

  int size() {
    return size;
  }

  int chunk(int use) {
    return values[use * COLUMNS + CHUNK];
  }

  int firstStep(int use) {
    return values[use * COLUMNS + FIRST_STEP];
  }

  int lastStep(int use) {
    return values[use * COLUMNS + LAST_STEP];
  }

  ChunkOrder.Use use(int use) {
    int at = use * COLUMNS;
    return new ChunkOrder.Use(
        values[at],
        chunk(use),
        new RowRange(values[at + 2], values[at + 3]),
        firstStep(use),
        lastStep(use));
  }
}
