package io.millrace.spark;

import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
import io.millrace.spark.rows.SampleRows;
import java.util.Locale;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Turns what the pairing noted on a sample's row into a row of {@link FindingRows}. */
record PairFinding() implements MapFunction<Row, Row> {
  @Override
  public Row call(Row row) {
    return FindingRows.row(finding(row));
  }

  static Finding finding(Row row) {
    return new Finding(
        Reason.valueOf(SampleRows.finding(row).toUpperCase(Locale.ROOT)),
        SampleRows.id(row),
        SampleRows.imagePath(row),
        SampleRows.findingDetail(row));
  }
}
