package io.millrace.spark.job;

import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Gives members in path order their places: evaluation samples the number of their shard, training
 * samples {@link #TRAIN}, for theirs hangs on all others.
 *
 * @param before for each partition, the weight before it in the first slot that it has
 */
@SuppressWarnings("ArrayRecordComponent") // travels to executors once and is never compared
record PlaceMembers(EvalCuts cuts, ShardSizes sizes, long[] before)
    implements Function2<Integer, Iterator<Row>, Iterator<Tuple2<Integer, Row>>> {
  /** The place of a training sample. */
  static final int TRAIN = -1;

  @Override
  public Iterator<Tuple2<Integer, Row>> call(Integer partition, Iterator<Row> rows) {
    Walk walk = new Walk(before[partition]);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .map(row -> new Tuple2<>(walk.place(Member.of(row)), row))
        .iterator();
  }

  /** The way through one partition. */
  private final class Walk {
    private int slot = -1;
    private long weight;

    Walk(long weight) {
      this.weight = weight;
    }

    int place(Member member) {
      if (member.trains()) {
        return TRAIN;
      }

      int next = cuts.slots().slot(member.image().path());
      if (slot >= 0 && next != slot) {
        weight = 0;
      }

      slot = next;
      int place = cuts.shard(slot, weight, sizes);
      weight += sizes.weight(member);
      return place;
    }
  }
}
