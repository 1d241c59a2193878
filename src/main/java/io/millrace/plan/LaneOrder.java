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
  private final boolean wraps;
  private final int[] segments;

  /** The position of the first row of each segment, in the order of {@code segments}. */
  private final int[] starts;

  private int[] held = new int[0];
  private int heldNumber = -1;

  LaneOrder(Lane lane, Key key, TrainRule rule) {
    this.lane = lane;
    this.key = key;
    this.window = rule.window();
    this.wraps = rule.policy() == Policy.WRAP;
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

  /** How many segments it has: runs of rows of one chunk each. */
  public int segments() {
    return segments.length;
  }

  /** The number in the {@link Lane} of the segment in that place of the order. */
  public int segment(int place) {
    return segments[place];
  }

  /** Adds the segments that a rank needs, and when; a window is needed as a whole. */
  void uses(LaneSteps steps, ChunkUses found) {
    if (steps.steps() == 0) {
      return;
    }

    for (int place = 0; place < segments.length; place++) {
      int end = place + 1 < starts.length ? starts[place + 1] : rows();
      long from = starts[place] / window * (long) window;
      long to = Math.min(rows(), ((end - 1) / window + 1L) * window);
      add(place, steps.first(from), steps.last(to - 1), found);
      if (wraps && steps.lastBegin() - rows() < to && steps.end() - rows() > from) {
        add(place, steps.steps() - 1, steps.steps() - 1, found);
      }
    }
  }

  private void add(int place, int firstStep, int lastStep, ChunkUses found) {
    if (firstStep <= lastStep) {
      int segment = segments[place];
      RowRange rows = new RowRange(lane.from(segment), lane.to(segment));
      found.add(new ChunkOrder.Use(key.lane(), lane.chunk(segment), rows, firstStep, lastStep));
    }
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
