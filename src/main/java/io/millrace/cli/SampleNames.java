package io.millrace.cli;

import io.millrace.sample.Split;
import io.millrace.store.IndexFile;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardEntry;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredSplit;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The sample ids of ordinals; reads those parts of the index that have them, each once. */
final class SampleNames {
  private final StoredSplit rows;
  private final StorePaths paths;
  private final IndexFile index;

  /** The ids of a part's rows of the split, by the shard's place in the snapshot. */
  private final Map<Integer, String[]> read = new TreeMap<>();

  SampleNames(StoredSplit rows, StorePaths paths, IndexFile index) {
    this.rows = rows;
    this.paths = paths;
    this.index = index;
  }

  /** A row of the split and the sample that it is. */
  record Named(int ordinal, String sampleId) {}

  Named[] of(int[] ordinals) throws IOException {
    Named[] named = new Named[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      int shard = rows.shard(ordinals[i]);
      String[] ids = read.get(shard);
      if (ids == null) {
        ids = read(rows.snapshot().shards().get(shard).index());
        read.put(shard, ids);
      }

      named[i] = new Named(ordinals[i], ids[rows.place(ordinals[i])]);
    }

    return named;
  }

  private String[] read(ShardEntry.IndexPart part) throws IOException {
    Split split = rows.split();
    return index.read(paths.index(part.name()), part.bytes()).stream()
        .filter(row -> row.split() == split)
        .map(IndexRow::sampleId)
        .toArray(String[]::new);
  }
}
