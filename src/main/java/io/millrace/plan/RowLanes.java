package io.millrace.plan;

import io.millrace.random.KeyMix;
import io.millrace.random.KeyOrder;
import java.util.stream.IntStream;

/** The lane of each row of unprepared data, whose chunks are single rows: a number a lane. */
public final class RowLanes {
  private final long key;

  /** The rank of the first row of each lane; an empty lane has that of the next one. */
  private final long[] firsts;

  /** The lanes of so many rows. */
  public RowLanes(int rows, TrainRule rule) {
    this.key = Deal.key(rule.seed());
    int[] places =
        IntStream.range(0, rows == 0 ? 0 : rule.lanes())
            .map(lane -> Deal.begin(lane, rule.lanes(), rows))
            .toArray();
    int[] numbers = new KeyOrder(rows, key, Deal.HELD).at(places);
    this.firsts = IntStream.of(numbers).mapToLong(number -> KeyMix.rank(key, number)).toArray();
  }

  /** The lane of a row: the last one that begins at its rank or below. */
  public int lane(int ordinal) {
    long rank = KeyMix.rank(key, ordinal);
    int low = 0;
    int high = firsts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (firsts[middle] <= rank) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }

    return low;
  }
}
