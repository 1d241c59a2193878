package io.millrace.plan;

import java.io.Serializable;

/** The chunks of a split: runs of rows that are read together, in the order of the shard table. */
public sealed interface Chunks extends Serializable permits EvenChunks, SizedChunks {
  /** How many chunks there are. */
  int count();

  /** How many rows they hold together. */
  int rows();

  /** The ordinal of a chunk's first row; for {@link #count()}, the number of rows. */
  int start(int chunk);

  /** The ordinal after a chunk's last row. */
  default int end(int chunk) {
    return start(chunk + 1);
  }

  /** The chunk that has a row. */
  default int chunkOf(int ordinal) {
    Checks.index("ordinal", ordinal, rows());
    int low = 0;
    int high = count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (start(middle) <= ordinal) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }

    return low;
  }

  /** Chunks of one size, the last one perhaps shorter; unprepared data has size 1. */
  static Chunks uniform(int rows, int size) {
    return new EvenChunks(rows, size);
  }

  /** Chunks of these sizes, which may be 0. */
  static Chunks of(int... sizes) {
    return new SizedChunks(sizes);
  }
}
