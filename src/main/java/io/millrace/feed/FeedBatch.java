package io.millrace.feed;

import io.millrace.item.HostBatch;
import io.millrace.item.ItemField;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * One rank's part of a global batch, in host memory that is valid until the batch is closed. Rows
 * never change places: a sample that cannot be read keeps its slot, all zeros, and is not valid.
 * Not safe for use by several threads.
 */
public final class FeedBatch implements AutoCloseable {
  private final Place place;
  private final HostBatch host;
  private final Flags flags;
  private final Runnable release;
  private boolean closed;

  /**
   * Where it is in training or evaluation.
   *
   * @param epoch from 0; 0 in evaluation
   * @param step of the epoch, from 0 at the epoch's beginning; the same on all ranks
   */
  public record Place(long epoch, int step) {}

  /**
   * What is known of each row.
   *
   * @param valid rows that could be read
   * @param repeats rows that have been in this epoch before (policy {@code wrap} alone)
   */
  public record Flags(BitSet valid, BitSet repeats) {
    /** All of so many rows are valid, and none has been before. */
    public static Flags allValid(int rows) {
      BitSet valid = new BitSet(rows);
      valid.set(0, rows);
      return new Flags(valid, new BitSet());
    }

    public Flags {
      valid = (BitSet) valid.clone();
      repeats = (BitSet) repeats.clone();
    }
  }

  /** A batch over memory that {@code release} gives back. */
  public FeedBatch(Place place, HostBatch host, Flags flags, Runnable release) {
    this.place = Objects.requireNonNull(place, "place");
    this.host = Objects.requireNonNull(host, "host");
    this.flags = Objects.requireNonNull(flags, "flags");
    this.release = Objects.requireNonNull(release, "release");
  }

  /** The epoch, from 0. */
  public long epoch() {
    return place.epoch;
  }

  /** The step of the epoch, from 0 at the epoch's beginning. */
  public int step() {
    return place.step;
  }

  /** Number of rows; evaluation gives 0 where a rank has none left while others have. */
  public int size() {
    return host.size();
  }

  /**
   * The numbers: {@code IMAGE} N x 3 x height x width, {@code GT_LABEL} N (-1 unknown), {@code
   * GT_MASK} N x height x width where the data set has masks.
   */
  public HostBatch host() {
    if (closed) {
      throw new IllegalStateException(
          "Cannot use a closed batch: copy what you keep before asking for the next one");
    }

    return host;
  }

  /** Ids of the samples, paths relative to {@code data.root}. */
  public List<String> sampleIds() {
    return host.texts().getOrDefault(ItemField.SAMPLE_ID, List.of());
  }

  /** Whether row {@code i} could be read; else its numbers are zeros and it must not count. */
  public boolean isValid(int i) {
    return flags.valid.get(i);
  }

  /** How many rows could be read. */
  public int validRows() {
    return flags.valid.cardinality();
  }

  /** Whether row {@code i} has been in this epoch before: it must not count twice. */
  public boolean isRepeat(int i) {
    return flags.repeats.get(i);
  }

  /** Gives the memory back; a second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
