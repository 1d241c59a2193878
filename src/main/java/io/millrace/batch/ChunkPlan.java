package io.millrace.batch;

import io.millrace.plan.Chunks;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What an epoch wants of chunks, from the batches themselves: it holds for any order, also one that
 * begins midway, repeats rows or leaves some out. Takes eight bytes a chunk. Immutable.
 */
final class ChunkPlan {
  /** Of an epoch that has not been looked at: a chunk stays as long as there is room. */
  static final ChunkPlan UNKNOWN = new ChunkPlan(new int[0], new int[0]);

  private final int[] rows;
  private final int[] order;

  private ChunkPlan(int[] rows, int[] order) {
    this.rows = rows;
    this.order = order;
  }

  /**
   * Looks through a whole epoch, which takes some tens of nanoseconds a row.
   *
   * @param chunks of the split
   * @param numbers what those chunks are called here
   * @param count how many numbers there are
   */
  static ChunkPlan of(Iterator<int[]> batches, Chunks chunks, int[] numbers, int count) {
    int[] rows = new int[count];
    int[] order = new int[numbers.length];
    int size = 0;
    while (batches.hasNext()) {
      for (int ordinal : batches.next()) {
        int number = numbers[chunks.chunkOf(ordinal)];
        if (rows[number]++ == 0) {
          order[size++] = number;
        }
      }
    }

    return new ChunkPlan(rows, Arrays.copyOf(order, size));
  }

  /** How many rows of a chunk are asked for. */
  int rows(int number) {
    return rows.length == 0 ? Integer.MAX_VALUE : rows[number];
  }

  /** How many chunks are asked for. */
  int size() {
    return order.length;
  }

  /** The number of the chunk that is the n-th to be needed. */
  int chunk(int n) {
    return order[n];
  }
}
