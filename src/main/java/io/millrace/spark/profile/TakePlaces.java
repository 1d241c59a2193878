package io.millrace.spark.profile;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Takes some samples by their places: place, row, print.
 *
 * @param starts place of each partition's first sample
 * @param wanted places, rising
 */
@SuppressWarnings("ArrayRecordComponent") // travels to executors once and is never compared
record TakePlaces(int[] starts, int[] wanted)
    implements Function2<Integer, Iterator<Row>, Iterator<Row>> {
  @Override
  public Iterator<Row> call(Integer partition, Iterator<Row> told) {
    AtomicInteger next = new AtomicInteger(starts[partition]);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(told, 0), false)
        .filter(MeasureSamples::isSample)
        .map(row -> RowFactory.create(next.getAndIncrement(), row.get(0), row.get(1)))
        .filter(row -> Arrays.binarySearch(wanted, row.getInt(0)) >= 0)
        .iterator();
  }
}
