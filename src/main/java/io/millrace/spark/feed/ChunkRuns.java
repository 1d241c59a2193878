package io.millrace.spark.feed;

import io.millrace.plan.Chunks;
import io.millrace.plan.RowRange;
import io.millrace.store.ShardEntry;
import io.millrace.store.StoredSplit;
import java.util.ArrayList;
import java.util.List;

/** Cuts a split into runs of whole chunks, about as many bytes each, so that each is read once. */
final class ChunkRuns {
  private ChunkRuns() {}

  /** At most so many runs, none of them empty, in the order of the ordinals. */
  static List<RowRange> cut(StoredSplit split, int most) {
    Chunks chunks = split.chunks();
    double[] before = new double[chunks.count() + 1];
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      before[chunk + 1] = before[chunk] + bytes(split, chunk);
    }

    List<RowRange> runs = new ArrayList<>();
    int from = 0;
    for (int chunk = 1; chunk <= chunks.count(); chunk++) {
      double share = before[chunks.count()] / most;
      if (chunk == chunks.count()
          || (long) (before[chunk] / share) > (long) (before[from] / share)) {
        runs.add(new RowRange(chunks.start(from), chunks.start(chunk)));
        from = chunk;
      }
    }

    return runs;
  }

  private static double bytes(StoredSplit split, int chunk) {
    int first = split.chunks().start(chunk);
    ShardEntry.File file = split.snapshot().shards().get(split.shard(first)).file();
    int rows = split.chunks().end(chunk) - first;
    return (double) rows * file.bytes() / file.rows();
  }
}
