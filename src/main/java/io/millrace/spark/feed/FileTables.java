package io.millrace.spark.feed;

import io.millrace.batch.FileRows;
import io.millrace.batch.Recipe;
import io.millrace.batch.RowReader;
import io.millrace.plan.Chunks;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** The subsets of files: a rank has the rows that were dealt to it. */
public record FileTables(
    Broadcast<SerializableConfiguration> configuration,
    Map<Split, Integer> counts,
    Map<Split, Recipe> recipes)
    implements FeedTables {
  public FileTables {
    counts = new EnumMap<>(counts);
    recipes = new EnumMap<>(recipes);
  }

  @Override
  public OpenTables open(Iterator<byte[]> dealt, int ranks) {
    return new Open(this, DealtTable.receive(dealt));
  }

  private record Open(FileTables tables, Map<Split, DealtTable> received) implements OpenTables {
    @Override
    public Chunks chunks(Split split) {
      return Chunks.uniform(tables.counts.get(split), 1);
    }

    @Override
    public RowReader reader(Split split, long bytes) {
      HadoopStorage storage = new HadoopStorage(tables.configuration.value().value());
      DealtTable table = received.get(split).as(tables.counts.get(split));
      return new FileRows(table, storage, tables.recipes.get(split));
    }

    @Override
    public void close() {
      received.values().forEach(DealtTable::delete);
    }
  }
}
