package io.millrace.spark;

import io.millrace.datasets.Entry;
import io.millrace.sample.Task;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Joins pictures with masks by key, never by position, and says what does not fit. One shuffle of a
 * listing's rows; no SQL, whose planning alone would cost seconds.
 */
final class Pairing {
  private final JavaRDD<Row> entries;
  private final JavaPairRDD<String, Iterable<Row>> byKey;
  private final Task task;

  /** Of a listing: rows of {@link EntryRows#SCHEMA}. */
  Pairing(JavaRDD<Row> entries, Task task) {
    this.entries = entries;
    this.byKey =
        entries
            .filter(row -> EntryRows.isAbnormal(row) || EntryRows.is(row, Entry.Role.MASK))
            .flatMapToPair(row -> keys(row).iterator())
            .groupByKey();
    this.task = task;
  }

  private static List<Tuple2<String, Row>> keys(Row row) {
    List<Tuple2<String, Row>> keyed = new ArrayList<>();
    for (String key : EntryRows.keys(row)) {
      keyed.add(new Tuple2<>(key, row));
    }

    return keyed;
  }

  /** Rows of {@link SampleRows#FULL}, not sorted; {@code split} is what the folder says. */
  JavaRDD<Row> samples() {
    // most pictures have no defect and so no mask to meet: they stay where they are
    JavaRDD<Row> unpaired =
        entries
            .filter(row -> EntryRows.is(row, Entry.Role.IMAGE) && !EntryRows.isAbnormal(row))
            .map(row -> SampleRows.row(row, SampleRows.Mask.NONE));
    return unpaired.union(byKey.flatMap(new PairSamples(task)));
  }

  /** Masks that no abnormal picture has a key for: rows of the listing. */
  JavaRDD<Row> masksWithoutImage() {
    return byKey
        .flatMapToPair(new MaskStates())
        .reduceByKey((left, right) -> MaskStates.isPaired(left) ? left : right)
        .values()
        .filter(state -> !MaskStates.isPaired(state))
        .map(MaskStates::entry);
  }
}
