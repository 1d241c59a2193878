package io.millrace.spark;

import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Passes rows of {@link SampleRows#FULL} on to functions that read their pixels, with the files of
 * the next ones on their way: a function of one row cannot know them.
 */
record FarFiles(Broadcast<SerializableConfiguration> configuration)
    implements MapPartitionsFunction<Row, Row> {
  /** The same rows in the same order; where answers come at once, as they are. */
  Dataset<Row> ahead(Dataset<Row> rows, String root) {
    boolean far = new HadoopStorage(configuration.value().value()).inFlight(root) > 0;
    return far ? rows.mapPartitions(this, Encoders.row(SampleRows.FULL)) : rows;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return TaskReaders.ahead(configuration, rows);
  }
}
