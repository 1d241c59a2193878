package io.millrace.spark.job;

import io.millrace.sample.Label;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.split.Membership;
import io.millrace.storage.FileEntry;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads the part of the index of one shard: a {@link Member} a sample, in the order of the shard's
 * rows.
 *
 * @param use what the store is to the job
 */
record ReadIndex(Broadcast<SerializableConfiguration> configuration, StorePaths paths, Use use)
    implements FlatMapFunction<Row, Row> {
  /** What a store is to the job. */
  enum Use {
    /** Its packed bytes are baked: all of it must be there. */
    PACKED,
    /** Its rows are copied where nothing has changed; what is lost is made again. */
    PARENT
  }

  /** Row of a shard whose file is lost. */
  static final int LOST = -1;

  /** The members of all shards, in the order of the snapshot. */
  JavaRDD<Row> all(JavaSparkContext context, Snapshot snapshot) {
    List<Row> shards = new ArrayList<>();
    for (ShardEntry shard : snapshot.shards()) {
      shards.add(
          RowFactory.create(
              shards.size(),
              shard.file().name(),
              shard.file().bytes(),
              shard.index().name(),
              shard.index().bytes()));
    }

    int slices = Math.max(1, Math.min(shards.size(), 4 * context.defaultParallelism()));
    return context.parallelize(shards, slices).flatMap(this);
  }

  @Override
  public Iterator<Row> call(Row shard) throws IOException {
    HadoopStorage storage = new HadoopStorage(configuration.value().value());
    int number = shard.getInt(0);
    boolean lost = use == Use.PARENT && isLost(storage, shard);
    List<IndexRow> rows;
    try {
      String path = paths.index(shard.getString(3));
      rows = new ParquetIndex(storage).read(path, shard.getLong(4));
    } catch (IOException e) {
      if (use == Use.PACKED) {
        throw e;
      }

      return List.of(unknown(number)).iterator();
    }

    return members(rows).entrySet().stream()
        .map(
            entry ->
                place(entry.getValue(), new Member.StoredRow(number, lost ? LOST : entry.getKey())))
        .iterator();
  }

  private boolean isLost(HadoopStorage storage, Row shard) throws IOException {
    FileEntry file = storage.find(paths.shard(shard.getString(1))).orElse(null);
    return file == null || file.length() != shard.getLong(2);
  }

  /** Somebody was in that shard, nobody knows who. */
  private static Row unknown(int shard) {
    Member.Who nobody = new Member.Who("", "", "", Label.UNKNOWN, Membership.NOWHERE);
    Member.StoredRow lost = new Member.StoredRow(shard, LOST);
    IndexRow.FileFacts none = IndexRow.FileFacts.NONE;
    return new Member(nobody, none, none, none, Member.Video.NONE, lost, Member.StoredRow.NONE)
        .row();
  }

  private Row place(Member member, Member.StoredRow row) {
    return switch (use) {
      case PACKED -> member.packed(row).row();
      case PARENT -> member.kept(row, member).row();
    };
  }

  private static Map<Integer, Member> members(List<IndexRow> rows) {
    Map<Integer, Member> members = new TreeMap<>();
    for (IndexRow row : rows) {
      Member before = members.get(row.row());
      int splits = Membership.bit(row.split()) | (before == null ? 0 : before.who().splits());
      members.put(row.row(), Member.stored(row, (byte) splits));
    }

    return members;
  }
}
