package io.millrace.spark.job;

import io.millrace.random.KeyMix;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Gives a placed member the task that writes its shard, or drops it if no task does.
 *
 * @param tasks the task of each place, -1 for those whose shard stays
 * @param newPlaces the place of the first new training shard
 * @param buckets new training shards
 */
@SuppressWarnings("ArrayRecordComponent") // travels to executors once and is never compared
record ToTask(int[] tasks, int newPlaces, int buckets)
    implements PairFlatMapFunction<Tuple2<Integer, Row>, Integer, Row> {
  static final int NONE = -1;

  @Override
  public Iterator<Tuple2<Integer, Row>> call(Tuple2<Integer, Row> placed) {
    int place = placed._1();
    if (place == PlaceMembers.TRAIN) {
      place = newPlaces + KeyMix.bucket(KeyMix.hash64(placed._2().getString(0)), buckets);
    }

    int task = tasks[place];
    return task == NONE
        ? List.<Tuple2<Integer, Row>>of().iterator()
        : List.of(new Tuple2<>(task, placed._2())).iterator();
  }
}
