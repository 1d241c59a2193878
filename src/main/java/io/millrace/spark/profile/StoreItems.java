package io.millrace.spark.profile;

import io.millrace.batch.PlacedSample;
import io.millrace.batch.Recipe;
import io.millrace.batch.ShardReader;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SentStore;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/**
 * Reads the rows of a store: rows of {@link SampleRows#FULL}, then shard and row.
 *
 * @param recipe by {@link OpensItems#stored}
 */
public record StoreItems(SentStore store, Recipe recipe) implements OpensItems {
  private static final long EPOCH = 0;
  private static final int SHARD = SampleRows.FULL.length();

  /** Room for the chunk that is read and the next. */
  private static final long CHUNK_BYTES = 64L << 20;

  @Override
  public ItemReader open(Iterator<Row> rows, UnaryOperator<Row> sample) {
    return new Reader(rows, store.opening(store.snapshot(), recipe).reader(CHUNK_BYTES));
  }

  private record Reader(Iterator<Row> rows, ShardReader shards) implements ItemReader {
    private static PlacedSample placed(Row row) {
      return new PlacedSample(SampleRows.sample(row), row.getInt(SHARD), row.getInt(SHARD + 1));
    }

    @Override
    public ImageItem read(Row row) {
      return shards.read(placed(row), EPOCH);
    }

    @Override
    public HostTensor picture(Row row) {
      return shards.picture(placed(row), EPOCH);
    }

    @Override
    public void close() {
      shards.close();
    }
  }
}
