package io.millrace.spark.profile;

import io.millrace.batch.Recipe;
import io.millrace.random.KeyMix;
import io.millrace.report.measure.Subject;
import io.millrace.sample.Sample;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/**
 * Measures the samples of a partition: of each readable one its row and its print, at the end a
 * tally of all. The columns are row, print, tally; of the last two one is null.
 */
record MeasureSamples(
    OpensItems items, Recipe training, Set<Split> ofTest, LongAccumulator measured)
    implements FlatMapFunction<Iterator<Row>, Row> {
  static final int ROW = 0;
  static final int PRINT = 1;
  static final int TALLY = 2;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Measuring(this, items.openForTask(rows, row -> row));
  }

  Subject subject(Row row) {
    Sample sample = SampleRows.sample(row);
    Set<Split> splits = sample.split() == Split.TEST ? ofTest : Set.of(sample.split());
    return new Subject(sample, splits, KeyMix.hash64(sample.id()));
  }

  /** Whether a row of the result is of a sample. */
  static boolean isSample(Row told) {
    return !told.isNullAt(PRINT);
  }
}
