package io.millrace.spark.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The evaluation shards: a slot that has become too large, or is new, is cut exactly, in path
 * order; any other is one shard.
 *
 * @param slots the slots
 * @param firsts number of the first shard of each slot, and after them the number of shards
 * @param cut whether a slot is cut
 */
record EvalCuts(EvalSlots slots, List<Integer> firsts, List<Boolean> cut) implements Serializable {
  /** A slot may grow to that many times the size of a shard before it is cut. */
  private static final int SLACK = 2;

  EvalCuts {
    firsts = List.copyOf(firsts);
    cut = List.copyOf(cut);
  }

  /** Cuts slots of these weights. */
  static EvalCuts of(EvalSlots slots, long[] weights, ShardSizes sizes) {
    List<Integer> firsts = new ArrayList<>(List.of(0));
    List<Boolean> cut = new ArrayList<>();
    boolean grown = !slots.beginnings().isEmpty();
    for (int slot = 0; slot < slots.count(); slot++) {
      cut.add(!grown || weights[slot] > SLACK * sizes.limit());
      firsts.add(firsts.get(slot) + (cut.get(slot) ? sizes.pieces(weights[slot]) : 1));
    }

    return new EvalCuts(slots, firsts, cut);
  }

  int shards() {
    return firsts.get(firsts.size() - 1);
  }

  /** The shard of the sample of a slot before which there is that weight in the slot. */
  int shard(int slot, long before, ShardSizes sizes) {
    int piece = cut.get(slot) ? (int) (before / sizes.limit()) : 0;
    return firsts.get(slot) + piece;
  }
}
