package io.millrace.plan;

import io.millrace.random.KeyMix;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/**
 * The order of one lane's rows in one epoch: its segments shuffled, then each window of rows. Holds
 * the segments and one window; reading forwards costs the shuffle of each window once. Not
 * thread-safe.
 */
public final class LaneOrder {
  /** Parts of the keys of the two permutations. */
  private static final long SEGMENTS = 2;

  private static final long WINDOW = 3;

  /** The one key of both permutations, but for its part above and the number of the window. */
  record Key(long seed, long epoch, int lane) {
    int[] segments(int n) {
      return KeyMix.permutation(n, KeyMix.key(seed, SEGMENTS, epoch, lane));
    }

    int[] window(int n, int number) {
      return KeyMix.permutation(n, KeyMix.key(seed, WINDOW, epoch, lane, number));
    }
  }

  private final Lane lane;
  private final Key key;
  private final int window;
  private final int[] segments;

  /** The position of the first row of each segment, in the order of {@code segments}. */
  private final int[] starts;

  private int[] held = new int[0];
  private int heldNumber = -1;

  LaneOrder(Lane lane, Key key, int window) {
    this.lane = lane;
    this.key = key;
    this.window = window;
    this.segments = key.segments(lane.segments());
    this.starts = new int[segments.length];
    int position = 0;
    for (int i = 0; i < segments.length; i++) {
      starts[i] = position;
      position += lane.to(segments[i]) - lane.from(segments[i]);
    }
  }

  /** How many rows the lane has. */
  public int rows() {
    return lane.rows();
  }

  /** The ordinal at a position. */
  public int at(int position) {
    Checks.index("position", position, rows());
    int number = position / window;
    if (number != heldNumber) {
      hold(number);
    }

    return held[position - number * window];
  }

  /** The ordinals from a position on. */
  public PrimitiveIterator.OfInt iterator(int from) {
    Checks.index("position", from, rows() + 1);
    return IntStream.range(from, rows()).map(this::at).iterator();
  }

  private void hold(int number) {
    int first = number * window;
    int length = Math.min(window, rows() - first);
    int[] plain = read(first, length);
    int[] order = key.window(length, number);
    int[] shuffled = new int[length];
    for (int i = 0; i < length; i++) {
      shuffled[i] = plain[order[i]];
    }

    held = shuffled;
    heldNumber = number;
  }

  /** The rows at these positions before the windows are shuffled. */
  private int[] read(int first, int length) {
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
}
