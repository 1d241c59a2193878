package io.millrace.store;

import io.millrace.sample.Split;
import io.millrace.storage.WritableStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings finished shards and their parts of the index into a store, where nobody sees them before a
 * snapshot names them.
 */
public record ShardPublisher(WritableStorage storage, StorePaths paths, IndexFile index) {
  public ShardPublisher {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(paths, "paths");
    Objects.requireNonNull(index, "index");
  }

  /**
   * Publishes a shard and its part of the index; what is there already is not sent again.
   *
   * @param rows of the part, by split, then by row
   */
  public ShardEntry publish(SpooledShard shard, List<IndexRow> rows) throws IOException {
    ShardEntry.IndexPart part = publishIndex(shard.path().getParent(), rows);
    storage.publish(shard.path(), paths.shard(shard.file().name()));
    return entry(shard.file(), rows, part);
  }

  /** Publishes another part of the index for a shard that is there: its splits have changed. */
  public ShardEntry publishIndex(ShardEntry.File shard, List<IndexRow> rows, Path spool)
      throws IOException {
    return entry(shard, rows, publishIndex(spool, rows));
  }

  private ShardEntry.IndexPart publishIndex(Path spool, List<IndexRow> rows) throws IOException {
    Path file = Files.createTempFile(Files.createDirectories(spool), "index-", ".parquet");
    try {
      index.write(file, rows);
      String name = ContentName.of(file);
      storage.publish(file, paths.index(name));
      return new ShardEntry.IndexPart(name, Files.size(file), rows.size());
    } finally {
      Files.delete(file);
    }
  }

  private static ShardEntry entry(
      ShardEntry.File shard, List<IndexRow> rows, ShardEntry.IndexPart part) {
    ContentSum content = new ContentSum();
    rows.forEach(content::add);
    return new ShardEntry(shard, splits(shard, rows), part, content.text());
  }

  /** How many of each chunk's rows are of which split. */
  static Map<Split, List<Integer>> splits(ShardEntry.File shard, List<IndexRow> rows) {
    Map<Split, List<Integer>> splits = new EnumMap<>(Split.class);
    for (IndexRow row : rows) {
      List<Integer> counts =
          splits.computeIfAbsent(
              row.split(), split -> new ArrayList<>(Collections.nCopies(shard.chunks(), 0)));
      int chunk = row.row() / shard.chunkRows();
      counts.set(chunk, counts.get(chunk) + 1);
    }

    return splits;
  }
}
