package io.millrace.spark.job;

import io.millrace.spark.job.ShardSizes.Load;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Counts the training samples of a partition that no shard has yet. */
record CountNew() implements FlatMapFunction<Iterator<Tuple2<Integer, Row>>, Row> {
  @Override
  public Iterator<Row> call(Iterator<Tuple2<Integer, Row>> joined) {
    Load load = Load.NONE;
    while (joined.hasNext()) {
      Tuple2<Integer, Row> each = joined.next();
      if (each._1() == PlaceMembers.TRAIN) {
        load = load.plus(Member.of(JoinParent.member(each)._2()));
      }
    }

    return List.of(load.row()).iterator();
  }
}
