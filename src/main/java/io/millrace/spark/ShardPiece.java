package io.millrace.spark;

import io.millrace.sample.Split;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Neighbouring rows of a shard.
 *
 * @param shard its place in the snapshot
 * @param first row
 * @param end the row after the last one
 */
record ShardPiece(int shard, int first, int end) {
  /** As {@link ReadIndexPart} takes it. */
  Row part(FoundStore store) {
    ShardEntry.IndexPart index = store.snapshot().shards().get(shard).index();
    return RowFactory.create(shard, store.paths().index(index.name()), index.bytes(), first, end);
  }

  /**
   * All chunks that have rows of a split, in their order, in tasks of at most so many bytes or of
   * one chunk.
   */
  static List<List<ShardPiece>> tasks(Snapshot snapshot, Split split, long taskBytes) {
    List<List<ShardPiece>> tasks = new ArrayList<>();
    long filled = 0;
    for (int shard = 0; shard < snapshot.shards().size(); shard++) {
      ShardEntry.File file = snapshot.shards().get(shard).file();
      List<Integer> counts = snapshot.shards().get(shard).splits().getOrDefault(split, List.of());
      long bytes = file.bytes() / Math.max(1, file.chunks());
      for (int chunk = 0; chunk < counts.size(); chunk++) {
        if (counts.get(chunk) == 0) {
          continue;
        }

        if (tasks.isEmpty() || filled + bytes > taskBytes) {
          tasks.add(new ArrayList<>());
          filled = 0;
        }

        int first = chunk * file.chunkRows();
        add(
            tasks.get(tasks.size() - 1),
            new ShardPiece(shard, first, first + file.chunkRows(chunk)));
        filled += bytes;
      }
    }

    return tasks;
  }

  /** A piece that goes on where the last one ended becomes a part of it. */
  private static void add(List<ShardPiece> task, ShardPiece piece) {
    int last = task.size() - 1;
    if (last >= 0 && task.get(last).shard == piece.shard && task.get(last).end == piece.first) {
      task.set(last, new ShardPiece(piece.shard, task.get(last).first, piece.end));
    } else {
      task.add(piece);
    }
  }
}
