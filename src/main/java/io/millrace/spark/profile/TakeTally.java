package io.millrace.spark.profile;

import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** The tally of a partition. */
record TakeTally() implements FlatMapFunction<Iterator<Row>, byte[]> {
  @Override
  public Iterator<byte[]> call(Iterator<Row> told) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(told, 0), false)
        .filter(row -> !MeasureSamples.isSample(row))
        .map(row -> row.<byte[]>getAs(MeasureSamples.TALLY))
        .iterator();
  }
}
