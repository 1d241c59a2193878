package io.millrace.spark;

import static org.apache.spark.sql.functions.udf;

import io.millrace.batch.Recipe;
import io.millrace.batch.StoreOpening;
import io.millrace.sample.Field;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;
import io.millrace.spark.profile.OpensItems;
import io.millrace.spark.profile.ProfileInput;
import io.millrace.spark.profile.StoreItems;
import io.millrace.spark.rows.SampleRows;
import io.millrace.spark.rows.SentStore;
import io.millrace.store.ShardEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;

/** The index of a store as tables, which the executors read a part at a time. */
record StoreFrames(
    SparkSession spark, FoundStore store, Broadcast<SerializableConfiguration> configuration) {
  private static final int TASKS_A_CORE = 4;

  /** One subset in path order; rows of {@link SampleRows#FULL}. */
  Dataset<Row> samples(Split split) {
    Dataset<Row> rows = stored(split).drop("shard", "row");
    return split == Split.TRAIN ? rows.orderBy("image_path", "sample_id") : rows;
  }

  /** The rows of those subsets in the order of the store, and what reads them. */
  ProfileInput toProfile(Set<Split> splits, SentStore sent, Recipe rest) {
    JavaRDD<Row> rows =
        splits.stream().map(split -> stored(split).javaRDD()).reduce(JavaRDD::union).orElseThrow();
    StoreItems items = new StoreItems(sent, OpensItems.stored(rest));
    return new ProfileInput(store.facts().kind().text(), rows, items, rest, splits);
  }

  /** One subset in the order of the store: the visible columns, then the pixels. */
  Dataset<Row> tensors(Split split, SentStore sent, Recipe rest, OnBadSample policy) {
    Dataset<Row> rows = stored(split);
    List<Column> columns = new ArrayList<>(List.of(SampleRows.visible(rest.contents())));
    for (Field field : PixelFields.of(rest.contents())) {
      columns.add(pixels(reading(sent, rest, field, policy)).as(field.column()));
    }

    return rows.select(columns.toArray(Column[]::new));
  }

  /** What reads that field of rows of {@link #stored}, and no other where that can be. */
  ReadStoredPixels reading(SentStore sent, Recipe rest, Field field, OnBadSample policy) {
    Set<Field> read = StoreOpening.fieldsFor(field, store.facts(), rest);
    return new ReadStoredPixels(sent, rest, field, read, policy);
  }

  private static Column pixels(ReadStoredPixels read) {
    return udf(read, DataTypes.BinaryType).apply(SampleRows.whole("shard", "row"));
  }

  /** Rows of {@link ReadIndexPart#SCHEMA}, several shards a task. */
  Dataset<Row> stored(Split split) {
    List<Row> parts = new ArrayList<>();
    List<ShardEntry> shards = store.snapshot().shards();
    for (int shard = 0; shard < shards.size(); shard++) {
      if (shards.get(shard).rows(split) > 0) {
        parts.add(new ShardPiece(shard, 0, shards.get(shard).file().rows()).part(store));
      }
    }

    int slices = Math.min(parts.size(), TASKS_A_CORE * context().defaultParallelism());
    return read(context().parallelize(parts, Math.max(1, slices)), split);
  }

  /** The same in tasks of about so many bytes of shards. */
  Dataset<Row> stored(Split split, long taskBytes) {
    List<List<Row>> tasks =
        ShardPiece.tasks(store.snapshot(), split, bytes(split, taskBytes)).stream()
            .map(pieces -> pieces.stream().map(piece -> piece.part(store)).toList())
            .toList();
    return read(
        context().parallelize(tasks, Math.max(1, tasks.size())).flatMap(List::iterator), split);
  }

  /** Less where cores would stay idle. */
  private long bytes(Split split, long taskBytes) {
    long all =
        store.snapshot().shards().stream()
            .filter(shard -> shard.rows(split) > 0)
            .mapToLong(shard -> shard.file().bytes())
            .sum();
    return Math.min(taskBytes, all / context().defaultParallelism());
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  private Dataset<Row> read(JavaRDD<Row> parts, Split split) {
    JavaRDD<Row> rows = parts.flatMap(new ReadIndexPart(configuration, split));
    return spark.createDataFrame(rows, ReadIndexPart.SCHEMA);
  }
}
