package io.millrace.spark;

import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.spark.rows.SampleRows;
import io.millrace.store.IndexRow;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads a part of the index, (shard, path, bytes, first row, end): the samples of one split that
 * lie in those rows of the shard, in its order.
 */
record ReadIndexPart(Broadcast<SerializableConfiguration> configuration, Split split)
    implements FlatMapFunction<Row, Row> {
  /** A sample, then where it lies. */
  static final StructType SCHEMA =
      SampleRows.FULL
          .add("shard", DataTypes.IntegerType, false)
          .add("row", DataTypes.IntegerType, false);

  @Override
  public Iterator<Row> call(Row part) throws IOException {
    ParquetIndex index = new ParquetIndex(new HadoopStorage(configuration.value().value()));
    return index.read(part.getString(1), part.getLong(2)).stream()
        .filter(row -> row.split() == split)
        .filter(row -> row.row() >= part.getInt(3) && row.row() < part.getInt(4))
        .map(row -> row(row, part.getInt(0)))
        .iterator();
  }

  private static Row row(IndexRow row, int shard) {
    boolean masked = row.mask().exists();
    boolean deep = row.depth().exists();
    boolean video = row.frames().isVideo();
    return RowFactory.create(
        row.sampleId(),
        row.category(),
        row.split().text(),
        row.label(),
        row.labelIndex().index(),
        row.image().path(),
        masked ? row.mask().path() : null,
        row.image().length(),
        new Timestamp(row.image().modified()),
        masked ? row.mask().length() : null,
        masked ? row.mask().modified() : null,
        deep ? row.depth().path() : null,
        deep ? row.depth().length() : null,
        deep ? row.depth().modified() : null,
        video ? row.frames().first() : null,
        video ? row.frames().count() : null,
        video ? row.videoFrames() : null,
        null,
        null,
        null,
        shard,
        row.row());
  }
}
