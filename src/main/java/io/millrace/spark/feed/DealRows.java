package io.millrace.spark.feed;

import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.plan.EvalPlan;
import io.millrace.plan.RowLanes;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SampleRows;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Sends rows of a subset, with their ordinals, to the ranks that need them: of the training rows
 * those of its lanes, of every subset its share of an evaluation.
 *
 * @param samples of the subset
 * @param ranks how many there are
 */
record DealRows(Split split, int samples, TrainRule rule, int ranks)
    implements PairFlatMapFunction<Iterator<Tuple2<Row, Long>>, Long, byte[]> {
  @Override
  public Iterator<Tuple2<Long, byte[]>> call(Iterator<Tuple2<Row, Long>> rows) {
    RowLanes lanes = new RowLanes(split == Split.TRAIN ? samples : 0, rule);
    EvalPlan evaluation = new EvalPlan(samples, ranks, 1);
    Iterable<Tuple2<Row, Long>> all = () -> rows;
    return StreamSupport.stream(all.spliterator(), false)
        .flatMap(row -> copies(row, lanes, evaluation))
        .iterator();
  }

  private Stream<Tuple2<Long, byte[]>> copies(
      Tuple2<Row, Long> row, RowLanes lanes, EvalPlan evaluation) {
    int ordinal = Math.toIntExact(row._2());
    byte[] bytes = DealtRows.write(split, ordinal, new StoredRow(SampleRows.sample(row._1()), 0));
    return ranks(ordinal, lanes, evaluation).stream()
        .map(rank -> new Tuple2<>(DealtRows.key(rank, split, ordinal), bytes));
  }

  private Set<Integer> ranks(int ordinal, RowLanes lanes, EvalPlan evaluation) {
    Set<Integer> wanted = new TreeSet<>();
    wanted.add(evaluation.rankOf(ordinal));
    if (split == Split.TRAIN) {
      int part = rule.globalBatch() / ranks;
      int first = lanes.lane(ordinal) * rule.rowsPerLane();
      for (int rank = first / part; rank * part < first + rule.rowsPerLane(); rank++) {
        wanted.add(rank);
      }
    }

    return wanted;
  }
}
