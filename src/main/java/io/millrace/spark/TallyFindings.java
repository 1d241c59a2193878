package io.millrace.spark;

import io.millrace.report.measure.Tally;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Counts the findings of a partition, rows of {@link FindingRows#SCHEMA}: one tally. */
record TallyFindings() implements FlatMapFunction<Iterator<Row>, byte[]> {
  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) {
    Tally tally = new Tally();
    rows.forEachRemaining(row -> tally.add(FindingRows.finding(row)));
    return Stream.of(tally.bytes()).iterator();
  }
}
