package io.millrace.spark;

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
 * Gives the rows of a partition their splits; those in none are left out.
 *
 * @param memberships bits of every row of the table
 * @param starts position in the table of each partition's first row
 */
@SuppressWarnings("ArrayRecordComponent") // travels to executors once and is never compared
record DivideRows(Broadcast<byte[]> memberships, int[] starts)
    implements Function2<Integer, Iterator<Row>, Iterator<Row>> {
  @Override
  public Iterator<Row> call(Integer partition, Iterator<Row> rows) {
    AtomicInteger position = new AtomicInteger(starts[partition]);
    byte[] bits = memberships.value();
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .map(row -> SampleRows.divided(row, bits[position.getAndIncrement()]))
        .filter(row -> SampleRows.splits(row) != Membership.NOWHERE)
        .iterator();
  }
}
