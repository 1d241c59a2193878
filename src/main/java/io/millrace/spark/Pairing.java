package io.millrace.spark;

import io.millrace.datasets.DatasetLayout;
import io.millrace.datasets.Entry;
import io.millrace.sample.Field;
import io.millrace.spark.rows.EntryRows;
import io.millrace.spark.rows.SampleRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Joins pictures with masks and depth maps by key, never by position, and says what does not fit.
 * One shuffle of a listing's rows; no SQL, whose planning alone would cost seconds.
 */
final class Pairing {
  private final JavaRDD<Row> unpaired;
  private final JavaPairRDD<String, Iterable<Row>> byKey;
  private final PairSamples pairs;

  /** Of a listing: rows of {@link EntryRows#SCHEMA}. */
  Pairing(JavaRDD<Row> listed, DatasetLayout layout) {
    boolean video = layout.clips().exist();
    JavaRDD<Row> entries = video ? FrameFolders.join(listed) : listed;
    PairSamples.Want want = new PairSamples.Want(layout.task(), video, layout.hasDepth());
    this.pairs = new PairSamples(want);
    // most pictures have no defect and so no mask to meet: they stay where they are
    this.unpaired = entries.filter(row -> EntryRows.is(row, Entry.Role.IMAGE) && !want.isMet(row));
    this.byKey =
        entries
            .filter(row -> want.isMet(row) || isPart(row))
            .flatMapToPair(row -> keys(row).iterator())
            .groupByKey();
  }

  private static boolean isPart(Row row) {
    return EntryRows.is(row, Entry.Role.MASK) || EntryRows.is(row, Entry.Role.DEPTH);
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
    return unpaired
        .map(row -> SampleRows.row(Map.of(Field.IMAGE, row), List.of()))
        .union(byKey.flatMap(pairs));
  }

  /** Masks or depth maps that no picture has a key for: rows of the listing. */
  JavaRDD<Row> withoutImage(Entry.Role role) {
    return byKey
        .flatMapToPair(new PartStates(role))
        .reduceByKey((left, right) -> PartStates.isPaired(left) ? left : right)
        .values()
        .filter(state -> !PartStates.isPaired(state))
        .map(PartStates::entry);
  }
}
