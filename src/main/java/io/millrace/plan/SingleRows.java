package io.millrace.plan;

import io.millrace.random.KeyOrder;
import java.util.stream.IntStream;

/**
 * The rows of a lane whose segments are single rows, computed in blocks, since each block costs a
 * walk over all rows of the split where these are too many to be held. Memory is bounded, however
 * many there are.
 */
final class SingleRows implements PlainRows {
  private static final int LEAST = 1 << 12;

  /** Rows of the blocks of all lanes together: 16 MiB. */
  private static final int BLOCKS = 1 << 22;

  /** Ranks that a walk may gather: 16 MiB. */
  private static final int GATHERED = 1 << 21;

  private final Lane lane;
  private final KeyOrder segments;
  private final int blockRows;
  private int[] block = new int[0];
  private int blockNumber = -1;

  /**
   * The rows of a lane.
   *
   * @param lanes of the plan, which share the memory
   * @param all rows of the plan
   */
  SingleRows(Lane lane, LaneOrder.Key key, int lanes, int all) {
    int most = Math.max(LEAST, Deal.HELD / lanes);
    this.lane = lane;
    this.segments = key.segments(lane.segments(), most);
    int gathered = GATHERED / Checks.ceilDiv(all, Deal.HELD);
    this.blockRows = Math.max(LEAST, Math.min(BLOCKS / lanes, gathered));
  }

  @Override
  public int[] read(int first, int length) {
    int[] rows = new int[length];
    for (int i = 0; i < length; i++) {
      rows[i] = at(first + i);
    }

    return rows;
  }

  private int at(int position) {
    int number = position / blockRows;
    if (number != blockNumber) {
      int to = (int) Math.min(lane.rows(), (number + 1L) * blockRows);
      block = lane.rows(segments.at(IntStream.range(number * blockRows, to).toArray()));
      blockNumber = number;
    }

    return block[position - number * blockRows];
  }

  @Override
  public int runs() {
    return lane.rows();
  }

  @Override
  public Run run(int place) {
    int row = at(place);
    return new Run(row, new RowRange(row, row + 1), place);
  }
}
