package io.millrace.spark.feed;

import io.millrace.batch.Recipe;
import io.millrace.batch.RowReader;
import io.millrace.plan.Chunks;
import io.millrace.sample.Split;
import io.millrace.spark.rows.ChunkBudget;
import io.millrace.spark.rows.SentStore;
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
public record StoreTables(SentStore store, Map<Split, Recipe> rests, int batchSize)
    implements FeedTables {
  public StoreTables {
    rests = new EnumMap<>(rests);
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
      ChunkBudget all = ChunkBudget.of(new StoredSplit(snapshot, split), tables.batchSize);
      ChunkBudget own = split == Split.TRAIN ? all.share(ranks, bytes) : all.share(1, bytes);
      return store
          .opening(snapshot, tables.rests.get(split))
          .rows(store.index(snapshot, split).spool(), split, own.bytes());
    }

    @Override
    public void close() {}
  }
}
