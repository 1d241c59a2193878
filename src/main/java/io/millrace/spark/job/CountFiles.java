package io.millrace.spark.job;

import io.millrace.spark.job.ShardSizes.Load;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Counts the members of a partition and their files. */
record CountFiles() implements FlatMapFunction<Iterator<Row>, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Total total = Total.NONE;
    while (rows.hasNext()) {
      total = total.plus(Member.of(rows.next()));
    }

    return List.of(total.row()).iterator();
  }

  /**
   * Counts.
   *
   * @param train training samples
   * @param evaluation the others
   * @param masks of both together
   * @param largest bytes of the largest sample's files
   */
  record Total(Load train, Load evaluation, long masks, long largest) {
    static final Total NONE = new Total(Load.NONE, Load.NONE, 0, 0);

    Total plus(Member member) {
      return new Total(
          member.trains() ? train.plus(member) : train,
          member.trains() ? evaluation : evaluation.plus(member),
          masks + (member.mask().exists() ? 1 : 0),
          Math.max(largest, member.bytes()));
    }

    Total plus(Total other) {
      return new Total(
          train.plus(other.train),
          evaluation.plus(other.evaluation),
          masks + other.masks,
          Math.max(largest, other.largest));
    }

    Row row() {
      return RowFactory.create(train.row(), evaluation.row(), masks, largest);
    }

    static Total of(Row row) {
      return new Total(
          Load.of(row.getStruct(0)), Load.of(row.getStruct(1)), row.getLong(2), row.getLong(3));
    }

    Load all() {
      return train.plus(evaluation);
    }
  }
}
