package io.millrace.spark;

import io.millrace.spark.rows.SampleRows;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Turns what the pairing noted on a sample's row into a row of {@link FindingRows}. */
record PairFinding() implements MapFunction<Row, Row> {
  @Override
  public Row call(Row row) {
    return FindingRows.row(SampleRows.found(row));
  }
}
