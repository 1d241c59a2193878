package io.millrace.spark;

import io.millrace.sample.Split;
import io.millrace.spark.rows.SampleRows;
import io.millrace.split.Membership;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Takes the rows of one split out of a partition of the table in path order.
 *
 * @param memberships bits of every row of the table
 * @param starts position in the table of each partition's first row
 * @param split the split
 */
@SuppressWarnings("ArrayRecordComponent") // travels to executors once and is never compared
record TakeMembers(Broadcast<byte[]> memberships, int[] starts, Split split)
    implements Function2<Integer, Iterator<Row>, Iterator<Row>> {
  @Override
  public Iterator<Row> call(Integer partition, Iterator<Row> rows) {
    AtomicInteger position = new AtomicInteger(starts[partition]);
    byte[] bits = memberships.value();
    // a stream's iterator is lazy: a partition is never held whole
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .filter(row -> Membership.contains(bits[position.getAndIncrement()], split))
        .map(row -> SampleRows.inSplit(row, split))
        .iterator();
  }
}
