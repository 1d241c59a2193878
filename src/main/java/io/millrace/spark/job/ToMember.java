package io.millrace.spark.job;

import io.millrace.sample.Clips;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * A row of {@link SampleRows#DIVIDED}, of a video one that is not cut, as a row of {@link Member};
 * nothing for a video that is shorter than a clip.
 */
record ToMember(Clips clips) implements FlatMapFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Row row) {
    return Stream.of(Member.listed(row, clips))
        .filter(member -> member.rows() > 0)
        .map(Member::row)
        .iterator();
  }
}
