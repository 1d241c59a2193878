package io.millrace.plan;

/** Chunks of one size: two numbers, however many rows. */
record EvenChunks(int rows, int size) implements Chunks {
  EvenChunks {
    Checks.atLeast("rows", rows, 0);
    Checks.atLeast("chunk size", size, 1);
  }

  @Override
  public int count() {
    return Checks.ceilDiv(rows, size);
  }

  @Override
  public int start(int chunk) {
    return (int) Math.min((long) chunk * size, rows);
  }
}
