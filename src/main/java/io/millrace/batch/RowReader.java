package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import io.millrace.sample.Sample;
import io.millrace.storage.Traffic;
import java.util.Optional;

/**
 * Gives the rows of one subset by their position in its table, from files or from a store. Safe for
 * use by several threads. Every problem of the data is a {@link
 * io.millrace.sample.BadSampleException}. Whoever opened it closes it.
 */
public interface RowReader extends AutoCloseable {
  /** Number of rows. */
  int size();

  /** What every row looks like, if that is known before any is read. */
  Optional<BatchLayout> layout();

  /** What is known of a row without reading it. */
  Sample sample(int ordinal);

  /** Fills one row of a batch; the layout must be fixed. */
  void read(int ordinal, long epoch, Slots slots, int row);

  /** A row as an item with memory of its own, whatever its size. */
  ImageItem read(int ordinal, long epoch);

  /** Rows that one thread takes at once: many where a row takes microseconds. */
  default int rowsATask() {
    return 1;
  }

  /** Forgets which rows the epoch before has had; nobody reads meanwhile. */
  default void beginEpoch(long epoch, EpochOrder order) {}

  /** Reads nothing more ahead; rows can still be read. */
  default void endEpoch() {}

  /** What was asked of the storage so far. */
  Traffic traffic();

  /** Nanoseconds that the threads which asked for rows have waited for bytes so far. */
  long stalledNanos();

  /** Chunks that came from a local cache so far. */
  default long cacheHits() {
    return 0;
  }

  @Override
  void close();
}
