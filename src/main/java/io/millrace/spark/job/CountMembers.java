package io.millrace.spark.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Counts a partition of members in path order: training samples and their bytes, and the weight of
 * the evaluation samples of each slot that it has any of.
 */
record CountMembers(EvalSlots slots, ShardSizes sizes)
    implements FlatMapFunction<Iterator<Row>, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ShardSizes.Load train = ShardSizes.Load.NONE;
    List<Integer> found = new ArrayList<>();
    List<Long> weights = new ArrayList<>();
    while (rows.hasNext()) {
      Member member = Member.of(rows.next());
      if (member.trains()) {
        train = train.plus(member);
      } else {
        add(slots.slot(member.image().path()), sizes.weight(member), found, weights);
      }
    }

    Row counts =
        RowFactory.create(
            train.rows(),
            train.bytes(),
            found.toArray(new Integer[0]),
            weights.toArray(new Long[0]));
    return List.of(counts).iterator();
  }

  private static void add(int slot, long weight, List<Integer> found, List<Long> weights) {
    int last = found.size() - 1;
    if (last >= 0 && found.get(last) == slot) {
      weights.set(last, weights.get(last) + weight);
    } else {
      found.add(slot);
      weights.add(weight);
    }
  }

  /**
   * What all partitions together have.
   *
   * @param train the training samples
   * @param slots weight of each slot
   * @param before for each partition, the weight before it in the first slot that it has
   */
  @SuppressWarnings("ArrayRecordComponent") // made once and never compared
  record Counts(ShardSizes.Load train, long[] slots, long[] before) {
    static Counts of(List<Row> partitions, int slotCount) {
      ShardSizes.Load train = ShardSizes.Load.NONE;
      long[] slots = new long[slotCount];
      long[] before = new long[partitions.size()];
      for (int partition = 0; partition < before.length; partition++) {
        Row counts = partitions.get(partition);
        train = train.plus(new ShardSizes.Load(counts.getLong(0), counts.getLong(1)));
        Integer[] found = counts.getAs(2);
        Long[] weights = counts.getAs(3);
        before[partition] = found.length == 0 ? 0 : slots[found[0]];
        for (int i = 0; i < found.length; i++) {
          slots[found[i]] += weights[i];
        }
      }

      return new Counts(train, slots, before);
    }
  }
}
