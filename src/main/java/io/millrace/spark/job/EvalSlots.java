package io.millrace.spark.job;

import io.millrace.sample.PathOrder;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * Where evaluation samples go, whose order over all shards is that of their pictures' paths: a slot
 * is what lies between the beginnings of two of the last snapshot's shards.
 *
 * @param beginnings path of the first picture of each evaluation shard; empty where there is none:
 *     then all is one slot
 */
record EvalSlots(List<String> beginnings) implements Serializable {
  /** No shard yet. */
  static final EvalSlots NONE = new EvalSlots(List.of());

  EvalSlots {
    beginnings = List.copyOf(beginnings);
  }

  int count() {
    return Math.max(1, beginnings.size());
  }

  /** The slot of a picture; what comes before all is in the first. */
  int slot(String path) {
    int found = Collections.binarySearch(beginnings, path, PathOrder.BY_CODE_POINT);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }
}
