package io.millrace.spark;

import io.millrace.sample.Finding;
import io.millrace.sample.Reason;
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
    String reason = row.<String>getAs("finding").toUpperCase(Locale.ROOT);
    return new Finding(
        Reason.valueOf(reason),
        row.getAs("sample_id"),
        row.getAs("image_path"),
        row.getAs("finding_detail"));
  }
}
