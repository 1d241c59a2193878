package io.millrace.spark.job;

import io.millrace.spark.rows.SampleRows;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;

/** A row of {@link SampleRows#DIVIDED} as a row of {@link Member}. */
record ToMember() implements Function<Row, Row> {
  @Override
  public Row call(Row row) {
    return Member.listed(row).row();
  }
}
