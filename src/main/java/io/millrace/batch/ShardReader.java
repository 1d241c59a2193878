package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import java.util.Optional;

/**
 * Reads samples of a store, straight into their place. Safe for use by several threads. Every
 * problem of the data is a {@link io.millrace.sample.BadSampleException}.
 */
public interface ShardReader extends AutoCloseable {
  /** What every row looks like, if that is known before any is read. */
  Optional<BatchLayout> layout();

  /** Fills one row of a batch; the layout must be fixed. */
  void read(PlacedSample placed, long epoch, Slots slots, int row);

  /** The sample as an item with memory of its own, whatever its size. */
  ImageItem read(PlacedSample placed, long epoch);

  /** The picture alone: 3 x height x width, with memory of its own. */
  HostTensor picture(PlacedSample placed, long epoch);

  /** The mask alone; absent where the label is unknown or the data set has no masks. */
  Optional<HostTensor> mask(PlacedSample placed, long epoch);

  /** The depth map alone; absent where there are none. */
  Optional<HostTensor> depth(PlacedSample placed, long epoch);

  /** Rows that one thread takes at once. */
  int rowsATask();

  /** Nanoseconds that its callers have waited for chunks so far, all of them together. */
  long stalledNanos();

  /** Frees the chunks in memory; nobody reads meanwhile. */
  void clear();

  @Override
  void close();
}
