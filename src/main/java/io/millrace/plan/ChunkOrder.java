package io.millrace.plan;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The chunks that one rank needs in an epoch, in the order of their first use: what to read next,
 * and what may go. A window is read as a whole, so a chunk is needed as long as a window that has a
 * row of it. Takes 40 bytes a use. Immutable.
 */
public final class ChunkOrder {
  private static final int HALF = Integer.SIZE;

  private final int steps;
  private final ChunkUses uses;

  /** The numbers of the uses in order of first use, the first step in the high half. */
  private final long[] byStep;

  /** The places of the uses in that order, by chunk, which is in the high half. */
  private final long[] byChunk;

  /**
   * A run of a chunk's rows that one lane needs.
   *
   * @param lane the lane, 0 under {@link Policy#TORCH}
   * @param chunk number of the chunk
   * @param rows the ordinals, all in that chunk
   * @param firstStep the first step that needs them
   * @param lastStep the last step that needs them
   */
  public record Use(int lane, int chunk, RowRange rows, int firstStep, int lastStep) {}

  ChunkOrder(int steps, ChunkUses uses) {
    this.steps = steps;
    this.uses = uses;
    this.byStep = sorted(uses.size(), use -> pair(uses.firstStep(use), use));
    this.byChunk = sorted(uses.size(), place -> pair(uses.chunk((int) byStep[place]), place));
  }

  private static long[] sorted(int size, IntToLongFunction pairs) {
    long[] all = new long[size];
    Arrays.setAll(all, pairs);
    Arrays.sort(all);
    return all;
  }

  private static long pair(int high, int low) {
    return (long) high << HALF | low;
  }

  /** How many uses there are: at least one a chunk. */
  public int size() {
    return byStep.length;
  }

  /** A use by its place in the order. */
  public Use use(int place) {
    Checks.index("use of a chunk", place, size());
    return uses.use((int) byStep[place]);
  }

  /** How many chunks are needed, each counted once. */
  public int chunks() {
    return (int) chunkNumbers().count();
  }

  /** The chunks that are needed, each once, by number. */
  public IntStream chunkNumbers() {
    return LongStream.of(byChunk).mapToInt(pair -> (int) (pair >> HALF)).distinct();
  }

  /** The next step, from this one on, that needs a chunk; empty if none of this epoch does. */
  public OptionalInt nextStep(int chunk, int step) {
    int found = Arrays.binarySearch(byChunk, pair(chunk, 0));
    int next = Integer.MAX_VALUE;
    for (int i = found < 0 ? -found - 1 : found; i < size() && byChunk[i] >> HALF == chunk; i++) {
      int use = (int) byStep[(int) byChunk[i]];
      if (uses.lastStep(use) >= step) {
        next = Math.min(next, Math.max(step, uses.firstStep(use)));
      }
    }

    return next == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(next);
  }

  /**
   * How many steps after this one a chunk is needed, in this epoch or in the one that follows;
   * empty if neither needs it.
   */
  public OptionalInt stepsUntil(int chunk, int step, ChunkOrder following) {
    OptionalInt here = nextStep(chunk, step);
    if (here.isPresent()) {
      return OptionalInt.of(here.getAsInt() - step);
    }

    OptionalInt then = following.nextStep(chunk, 0);
    return then.isPresent() ? OptionalInt.of(steps - step + then.getAsInt()) : then;
  }
}
