package io.millrace.spark.job;

import io.millrace.sample.Split;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.StoreFacts;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * The last snapshot of the store, whose rows can be copied.
 *
 * @param snapshot the snapshot
 * @param members of its shards, in the order of the shards and their rows
 */
record Parent(Snapshot snapshot, JavaRDD<Row> members) {
  /**
   * Whether rows of a snapshot can stand in a store of these facts. Videos are never copied row by
   * row: markers say which shards are done.
   */
  static boolean fits(Snapshot snapshot, StoreFacts facts) {
    StoreFacts old = snapshot.facts();
    return old.canonical().equals(facts.canonical())
        && old.dataset().name().equals(facts.dataset().name())
        && old.dataset().contents().equals(facts.dataset().contents())
        && !facts.dataset().contents().clips().exist();
  }

  /** How the shards keep their places; none does if the samples are divided by another rule. */
  Kept kept(StoreFacts facts) {
    if (!snapshot.facts().split().equals(facts.split())) {
      return Kept.NONE;
    }

    int train = (int) snapshot.shards().stream().takeWhile(Parent::trains).count();
    int evaluation = snapshot.shards().size() - train;
    List<String> beginnings =
        members.mapPartitions(new BeginsShard(train)).collect().stream()
            .map(row -> row.getString(1))
            .toList();
    // where a part of the index is lost nobody knows with what its shard began
    boolean known = beginnings.size() == evaluation && !beginnings.contains("");
    return known ? new Kept(train, new EvalSlots(beginnings)) : Kept.NONE;
  }

  private static boolean trains(ShardEntry shard) {
    return shard.rows(Split.TRAIN) > 0;
  }

  /**
   * What stays where it is.
   *
   * @param trainShards training shards
   * @param slots the evaluation shards' slots
   */
  record Kept(int trainShards, EvalSlots slots) {
    static final Kept NONE = new Kept(0, EvalSlots.NONE);
  }
}
