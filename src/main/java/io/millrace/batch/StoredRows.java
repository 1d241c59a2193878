package io.millrace.batch;

import io.millrace.item.BatchLayout;
import io.millrace.item.ImageItem;
import io.millrace.item.Slots;
import io.millrace.sample.Sample;
import io.millrace.storage.CountedStorage;
import io.millrace.storage.Traffic;
import io.millrace.store.StoredSplit;
import java.util.Objects;
import java.util.Optional;

/** Rows of a store. */
public final class StoredRows implements RowReader {
  private final StoredTable table;
  private final StoredSplit split;
  private final CountedStorage storage;
  private final ChunkReads reads;
  private final ChunkAhead ahead;
  private final ShardReader reader;

  /** Where the bytes come from, who counts them, and who reads them before they are wanted. */
  record Origin(CountedStorage storage, ChunkReads reads, ChunkAhead ahead) {}

  StoredRows(StoredTable table, StoredSplit split, Origin origin, ShardReader reader) {
    this.table = Objects.requireNonNull(table, "table");
    this.split = Objects.requireNonNull(split, "split");
    this.storage = origin.storage;
    this.reads = origin.reads;
    this.ahead = origin.ahead;
    this.reader = reader;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public Optional<BatchLayout> layout() {
    return reader.layout();
  }

  @Override
  public Sample sample(int ordinal) {
    return table.at(ordinal);
  }

  @Override
  public void read(int ordinal, long epoch, Slots slots, int row) {
    reader.read(placed(ordinal), epoch, slots, row);
  }

  @Override
  public ImageItem read(int ordinal, long epoch) {
    return reader.read(placed(ordinal), epoch);
  }

  private PlacedSample placed(int ordinal) {
    StoredTable.StoredRow stored = table.row(ordinal);
    return new PlacedSample(stored.sample(), split.shard(ordinal), stored.row());
  }

  @Override
  public int rowsATask() {
    return reader.rowsATask();
  }

  @Override
  public void beginEpoch(long epoch, EpochOrder order) {
    ahead.end();
    reader.clear();
    reads.beginEpoch(epoch, order);
    ahead.begin(order.ahead(epoch));
  }

  @Override
  public void endEpoch() {
    ahead.end();
  }

  @Override
  public Traffic traffic() {
    return storage.traffic();
  }

  @Override
  public long stalledNanos() {
    return reader.stalledNanos();
  }

  @Override
  public long cacheHits() {
    return reads.cacheHits();
  }

  @Override
  public void close() {
    ahead.close();
    table.close();
    reader.close();
  }
}
