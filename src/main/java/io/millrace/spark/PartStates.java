package io.millrace.spark;

import io.millrace.datasets.Entry;
import io.millrace.spark.rows.EntryRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.Tuple2;

/**
 * For each mask, or depth map, of a key its path, its row of the listing, and whether a picture has
 * the key.
 */
record PartStates(Entry.Role role)
    implements PairFlatMapFunction<Tuple2<String, Iterable<Row>>, String, Row> {
  @Override
  public Iterator<Tuple2<String, Row>> call(Tuple2<String, Iterable<Row>> group) {
    List<Tuple2<String, Row>> parts = new ArrayList<>();
    boolean paired = false;
    for (Row row : group._2()) {
      paired |= EntryRows.is(row, Entry.Role.IMAGE);
    }

    for (Row row : group._2()) {
      if (EntryRows.is(row, role)) {
        parts.add(new Tuple2<>(EntryRows.path(row), RowFactory.create(paired, row)));
      }
    }

    return parts.iterator();
  }

  static boolean isPaired(Row state) {
    return state.getBoolean(0);
  }

  static Row entry(Row state) {
    return state.getStruct(1);
  }
}
