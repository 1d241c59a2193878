package io.millrace.plan;

import io.millrace.random.KeyMix;
import io.millrace.random.KeyOrder;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/**
 * The order of one lane's rows in one epoch: its segments shuffled, then each window of rows. Holds
 * the segments, or a block of single rows, and one window; reading forwards costs the shuffle of
 * each window once. Not thread-safe.
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

    /** The same, of which at most so many integers are held. */
    KeyOrder segments(int n, int most) {
      return new KeyOrder(n, KeyMix.key(seed, SEGMENTS, epoch, lane), most);
    }

    int[] window(int n, int number) {
      return KeyMix.permutation(n, KeyMix.key(seed, WINDOW, epoch, lane, number));
    }
  }

  private final Lane lane;
  private final Key key;
  private final int window;
  private final boolean wraps;
  private final PlainRows plain;
  private int[] held = new int[0];
  private int heldNumber = -1;

  LaneOrder(Lane lane, Key key, TrainRule rule, int all) {
    this.lane = lane;
    this.key = key;
    this.window = rule.window();
    this.wraps = rule.policy() == Policy.WRAP;
    this.plain =
        lane.isSingle() ? new SingleRows(lane, key, rule.lanes(), all) : new SegmentRows(lane, key);
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

  /** Adds the chunks that a rank needs, and when; a window is needed as a whole. */
  void uses(LaneSteps steps, ChunkUses found) {
    for (int place = 0; steps.steps() > 0 && place < plain.runs(); place++) {
      PlainRows.Run run = plain.run(place);
      int end = run.position() + run.rows().rows();
      long from = run.position() / window * (long) window;
      long to = Math.min(rows(), ((end - 1) / window + 1L) * window);
      add(run, steps.first(from), steps.last(to - 1), found);
      if (wraps && steps.lastBegin() - rows() < to && steps.end() - rows() > from) {
        add(run, steps.steps() - 1, steps.steps() - 1, found);
      }
    }
  }

  private void add(PlainRows.Run run, int firstStep, int lastStep, ChunkUses found) {
    if (firstStep <= lastStep) {
      found.add(new ChunkOrder.Use(key.lane(), run.chunk(), run.rows(), firstStep, lastStep));
    }
  }

  private void hold(int number) {
    int first = number * window;
    int length = Math.min(window, rows() - first);
    int[] rows = plain.read(first, length);
    int[] order = key.window(length, number);
    int[] shuffled = new int[length];
    for (int i = 0; i < length; i++) {
      shuffled[i] = rows[order[i]];
    }

    held = shuffled;
    heldNumber = number;
  }
}
