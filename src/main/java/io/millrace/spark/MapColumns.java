package io.millrace.spark;

import io.millrace.feed.BatchFunction;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.feed.MapCall;
import io.millrace.spark.feed.MapJob;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A function over the pictures of any table, such as one that {@code tensors} gave or that another
 * library wrote: BINARY, safetensors or NPZ of one sample without a batch axis.
 *
 * @param column of the pictures
 * @param batchSize most rows of a batch
 */
public record MapColumns(String column, int batchSize) {
  public MapColumns {
    if (batchSize < 1) {
      throw new IllegalArgumentException("Invalid batch size: " + batchSize + " (must be >= 1)");
    }
  }

  /**
   * What the function gives: {@code sample_id}, which the table must have, then the columns of the
   * schema. Rows whose picture is null have no row. Neighbours of one size make a batch.
   */
  public Dataset<Row> map(Dataset<Row> table, BatchFunction function, StructType schema) {
    MapCall.Loading batches =
        MapCall.Loading.of(table.sparkSession().sparkContext(), batchSize, 1, OnBadSample.FAIL);
    return new MapJob(table.sparkSession(), MapCall.of(function, schema, batches))
        .over(table.select("sample_id", column));
  }
}
