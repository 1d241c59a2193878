package io.millrace.spark.job;

import java.io.Serializable;

/**
 * Which places the shards of the last snapshot have among those of the next. Places: first the
 * training shards that are there already, then the evaluation shards, then new training shards.
 *
 * @param trainShards training shards of the last snapshot; they come first there
 * @param cuts the evaluation shards; its slots are those of the last snapshot
 */
record ParentLayout(int trainShards, EvalCuts cuts) implements Serializable {
  /** The place of no shard. */
  static final int NOWHERE = -2;

  /** The place of a shard of the last snapshot. */
  int place(int shard) {
    if (shard < trainShards) {
      return shard;
    }

    int slot = shard - trainShards;
    boolean known = slot < cuts.slots().beginnings().size();
    return known ? trainShards + cuts.firsts().get(slot) : NOWHERE;
  }

  /** The place of a listed member that had that row, if any. */
  int place(Member member, int cut, Member.StoredRow old) {
    if (!member.trains()) {
      return trainShards + cut;
    }

    return old.exists() && old.shard() < trainShards ? old.shard() : PlaceMembers.TRAIN;
  }

  /** Whether a shard of the last snapshot is cut into others. */
  boolean isCut(int shard) {
    return shard >= trainShards && cuts.cut().get(shard - trainShards);
  }

  /** The first place of new training shards. */
  int newPlaces() {
    return trainShards + cuts.shards();
  }
}
