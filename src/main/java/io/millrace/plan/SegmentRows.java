package io.millrace.plan;

import java.util.Arrays;

/** The segments of a lane, shuffled: eight bytes each. */
final class SegmentRows implements PlainRows {
  private final Lane lane;
  private final int[] segments;

  /** The position of the first row of each segment, in the order of {@code segments}. */
  private final int[] starts;

  SegmentRows(Lane lane, LaneOrder.Key key) {
    this.lane = lane;
    this.segments = key.segments(lane.segments());
    this.starts = new int[segments.length];
    int position = 0;
    for (int i = 0; i < segments.length; i++) {
      starts[i] = position;
      position += lane.to(segments[i]) - lane.from(segments[i]);
    }
  }

  @Override
  public int[] read(int first, int length) {
    int[] rows = new int[length];
    int found = Arrays.binarySearch(starts, first);
    int segment = found >= 0 ? found : -found - 2;
    int row = lane.from(segments[segment]) + first - starts[segment];
    for (int i = 0; i < length; i++) {
      if (row == lane.to(segments[segment])) {
        row = lane.from(segments[++segment]);
      }

      rows[i] = row++;
    }

    return rows;
  }

  @Override
  public int runs() {
    return segments.length;
  }

  @Override
  public Run run(int place) {
    int segment = segments[place];
    RowRange rows = new RowRange(lane.from(segment), lane.to(segment));
    return new Run(lane.chunk(segment), rows, starts[place]);
  }
}
