package io.millrace.spark.feed;

import io.millrace.batch.Recipe;
import io.millrace.batch.RowReader;
import io.millrace.item.BatchLayout;
import io.millrace.plan.RowRange;
import io.millrace.sample.Split;
import io.millrace.spark.rows.ChunkBudget;
import io.millrace.spark.rows.PartTable;
import io.millrace.spark.rows.SentStore;
import io.millrace.store.Snapshot;
import io.millrace.store.StoredSplit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * A task over a run of chunks of a store, each of which is read once; of the index it reads the
 * parts of its own shards.
 *
 * @param rest on packed shards the whole recipe, on tensors what was not baked
 */
record StoredTask(MapCall call, SentStore store, Split split, Recipe rest)
    implements FlatMapFunction<Iterator<RowRange>, Row> {
  @Override
  public Iterator<Row> call(Iterator<RowRange> runs) {
    return runs.hasNext() ? MapTask.run(call, rows(runs.next())) : List.<Row>of().iterator();
  }

  private TaskRows rows(RowRange run) {
    Snapshot snapshot = store.snapshot();
    return new Run(this, new StoredSplit(snapshot, split), run);
  }

  private record Run(StoredTask task, StoredSplit split, RowRange run) implements TaskRows {
    @Override
    public Optional<BatchLayout> layout() {
      return SentStore.layout(split.snapshot().facts(), task.rest);
    }

    @Override
    public long readingBytes(int batchSize) {
      return ChunkBudget.inOrder(split, batchSize);
    }

    @Override
    public RowReader open() {
      SentStore store = task.store;
      Snapshot snapshot = split.snapshot();
      PartTable table = store.index(snapshot, task.split).spool(split, run);
      return store
          .opening(snapshot, task.rest)
          .rows(table, task.split, readingBytes(task.call.loading().batchSize()));
    }

    @Override
    public RowRange range(RowReader reader) {
      return run;
    }
  }
}
