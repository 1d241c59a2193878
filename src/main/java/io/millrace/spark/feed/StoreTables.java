package io.millrace.spark.feed;

import io.millrace.batch.Recipe;
import io.millrace.batch.RowReader;
import io.millrace.batch.StoreOpening;
import io.millrace.item.BatchLayout;
import io.millrace.plan.Chunks;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.spark.rows.ChunkBudget;
import io.millrace.spark.rows.IndexRows;
import io.millrace.spark.rows.SentStore;
import io.millrace.spark.rows.SpooledTable;
import io.millrace.store.Snapshot;
import io.millrace.store.StoredSplit;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The subsets of a store: any rank can read any row.
 *
 * @param rests for each subset, what is still to be done to what the shards hold
 * @param batchSize rows of a step of all ranks together
 */
public record StoreTables(
    SentStore store, Map<Split, Integer> counts, Map<Split, Recipe> rests, int batchSize)
    implements FeedTables {
  public StoreTables {
    counts = new EnumMap<>(counts);
    rests = new EnumMap<>(rests);
  }

  @Override
  public int samples(Split split) {
    return counts.get(split);
  }

  @Override
  public BatchLayout layout() {
    return SentStore.layout(store.snapshot().facts(), rests.get(Split.TRAIN)).orElseThrow();
  }

  @Override
  public long chunkBytes(int ranks) {
    StoredSplit train = new StoredSplit(store.snapshot(), Split.TRAIN);
    return ChunkBudget.of(train, batchSize).share(ranks, 0).wanted();
  }

  @Override
  public OpenTables open(Iterator<byte[]> dealt, int ranks) {
    return new Open(this, store.snapshot(), ranks);
  }

  private record Open(StoreTables tables, Snapshot snapshot, int ranks) implements OpenTables {
    @Override
    public Chunks chunks(Split split) {
      return new StoredSplit(snapshot, split).chunks();
    }

    @Override
    public RowReader reader(Split split, long bytes) {
      SentStore store = tables.store;
      StoredSplit rows = new StoredSplit(snapshot, split);
      SpooledTable table =
          new IndexRows(store.paths(), snapshot, new ParquetIndex(store.storage()), split).spool();
      ChunkBudget all = ChunkBudget.of(rows, tables.batchSize);
      ChunkBudget own = split == Split.TRAIN ? all.share(ranks, bytes) : all.share(1, bytes);
      return new StoreOpening(store.storage(), store.paths(), snapshot, tables.rests.get(split))
          .rows(table, split, own.bytes());
    }

    @Override
    public void close() {}
  }
}
