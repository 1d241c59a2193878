package io.millrace.plan;

/** Chunks of any sizes: four bytes each. */
final class SizedChunks implements Chunks {
  private static final long serialVersionUID = 1L;

  /** The first ordinal of each chunk, and after them the number of rows. */
  private final int[] starts;

  SizedChunks(int[] sizes) {
    this.starts = new int[sizes.length + 1];
    long rows = 0;
    for (int i = 0; i < sizes.length; i++) {
      Checks.atLeast("size of chunk " + i, sizes[i], 0);
      rows += sizes[i];
      if (rows > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "Unsupported: more than 2^31 - 1 rows in one split (split it by category)");
      }

      starts[i + 1] = (int) rows;
    }
  }

  @Override
  public int count() {
    return starts.length - 1;
  }

  @Override
  public int rows() {
    return starts[starts.length - 1];
  }

  @Override
  public int start(int chunk) {
    return starts[chunk];
  }
}
