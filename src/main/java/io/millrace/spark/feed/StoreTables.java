package io.millrace.spark.feed;

import io.millrace.batch.Recipe;
import io.millrace.batch.RowReader;
import io.millrace.batch.StoreOpening;
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
  public OpenTables open(Iterator<byte[]> dealt, Share share) {
    return new Open(this, store.snapshot(), share);
  }

  private record Open(StoreTables tables, Snapshot snapshot, Share share) implements OpenTables {
    @Override
    public Chunks chunks(Split split) {
      return new StoredSplit(snapshot, split).chunks();
    }

    @Override
    public RowReader reader(Split split) {
      SentStore store = tables.store;
      StoredSplit rows = new StoredSplit(snapshot, split);
      SpooledTable table =
          new IndexRows(store.paths(), snapshot, new ParquetIndex(store.storage()), split).spool();
      long bytes =
          ChunkBudget.of(rows, tables.batchSize).share(share.ranks(), share.together()).bytes();
      return new StoreOpening(store.storage(), store.paths(), snapshot, tables.rests.get(split))
          .rows(table, split, bytes);
    }

    @Override
    public void close() {}
  }
}
