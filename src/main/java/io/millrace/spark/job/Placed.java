package io.millrace.spark.job;

import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Where every sample goes.
 *
 * @param members of the shards that must be written, a partition a shard
 * @param cells the shards of the next snapshot, in order: the number of the task that writes it, or
 *     {@code ~n} for shard n of the last snapshot
 */
@SuppressWarnings("ArrayRecordComponent") // made once and never compared
record Placed(JavaRDD<Tuple2<Integer, Row>> members, int[] cells) {
  /** How many shards must be written. */
  int tasks() {
    return cells.length - kept();
  }

  /** How many shards of the last snapshot stay. */
  int kept() {
    return (int) Arrays.stream(cells).filter(cell -> cell < 0).count();
  }

  /** The shards of the next snapshot. */
  List<ShardEntry> table(Optional<Snapshot> last, Gather results) {
    List<ShardEntry> table = new ArrayList<>();
    for (int cell : cells) {
      if (cell < 0) {
        table.add(last.orElseThrow().shards().get(~cell));
      } else {
        results.shard(cell).ifPresent(table::add);
      }
    }

    return table;
  }
}
