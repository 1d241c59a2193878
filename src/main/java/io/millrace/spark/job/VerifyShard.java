package io.millrace.spark.job;

import io.millrace.batch.SamplesAhead;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.store.Damage;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardFile;
import io.millrace.store.StoreCheck;
import io.millrace.store.StoreFacts;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Checks one shard: (its number, the rows of its index part whose sources are read again) to rows
 * of shard, place, detail and sample ids.
 */
record VerifyShard(
    Broadcast<SerializableConfiguration> configuration,
    StorePaths paths,
    StoreFacts facts,
    Broadcast<List<ShardEntry>> shards,
    LongAccumulator done)
    implements FlatMapFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Row row) throws IOException {
    ShardEntry entry = shards.value().get(row.getInt(0));
    int[] deep = row.getAs(1);
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    ParquetIndex index = new ParquetIndex(storage);
    List<Damage> found = new ArrayList<>(new StoreCheck(storage, paths, index).check(facts, entry));
    if (found.isEmpty() && deep.length > 0) {
      List<IndexRow> rows = index.read(paths.index(entry.index().name()), entry.index().bytes());
      Iterator<IndexRow> chosen = Arrays.stream(deep).mapToObj(rows::get).iterator();
      try (ShardFile shard = ShardFile.open(storage, paths, facts, entry.file());
          SamplesAhead<IndexRow> ahead =
              new SamplesAhead<>(chosen, IndexRow::sample, storage, HadoopStorage.READS_A_CORE)) {
        DeepCheck check = new DeepCheck(storage, ahead, facts, shard);
        while (ahead.hasNext()) {
          found.addAll(check.check(ahead.next()));
        }
      }
    }

    done.add(1);
    return found.stream().map(VerifyShard::row).iterator();
  }

  private static Row row(Damage damage) {
    return RowFactory.create(
        damage.shard(), damage.place(), damage.detail(), damage.sampleIds().toArray(new String[0]));
  }

  static Damage damage(Row row) {
    String[] ids = row.getAs(3);
    return new Damage(row.getString(0), row.getString(1), row.getString(2), List.of(ids));
  }
}
