package io.millrace.spark.rows;

import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.plan.RowRange;
import io.millrace.sample.Split;
import io.millrace.store.IndexFile;
import io.millrace.store.InvalidStoreException;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The rows of a split, read from the parts of the index without Spark.
 *
 * @param paths of the store
 * @param snapshot of it
 * @param index reads its parts
 */
public record IndexRows(StorePaths paths, Snapshot snapshot, IndexFile index, Split split) {
  /** Parts that are read at once: an object store answers slowly, but many at a time. */
  private static final int AHEAD = 8;

  /** All rows in a local file, in the order of the ordinals. */
  public SpooledTable spool() {
    return spool(snapshot.shards());
  }

  /** At least the rows of a range; of the index only the parts of its shards are read. */
  public PartTable spool(StoredSplit rows, RowRange range) {
    if (range.rows() == 0) {
      return new PartTable(spool(List.of()), range.from());
    }

    int first = rows.shard(range.from());
    int last = rows.shard(range.to() - 1);
    return new PartTable(spool(snapshot.shards().subList(first, last + 1)), rows.start(first));
  }

  private SpooledTable spool(List<ShardEntry> entries) {
    ExecutorService threads = Executors.newFixedThreadPool(AHEAD);
    try {
      Iterator<ShardEntry> shards =
          entries.stream().filter(shard -> shard.rows(split) > 0).iterator();
      Deque<CompletableFuture<List<StoredRow>>> ahead = new ArrayDeque<>();
      return SpooledTable.of(
          Stream.generate(() -> next(shards, ahead, threads))
              .takeWhile(rows -> !rows.isEmpty())
              .flatMap(List::stream)
              .iterator());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<StoredRow> next(
      Iterator<ShardEntry> shards,
      Deque<CompletableFuture<List<StoredRow>>> ahead,
      ExecutorService threads) {
    while (shards.hasNext() && ahead.size() < AHEAD) {
      ShardEntry shard = shards.next();
      ahead.add(CompletableFuture.supplyAsync(() -> read(shard), threads));
    }

    return ahead.isEmpty() ? List.of() : ahead.remove().join();
  }

  private List<StoredRow> read(ShardEntry shard) {
    String path = paths.index(shard.index().name());
    try {
      List<StoredRow> rows =
          index.read(path, shard.index().bytes()).stream()
              .filter(row -> row.split() == split)
              .map(row -> new StoredRow(row.sample(), row.row()))
              .toList();
      if (rows.size() != shard.rows(split)) {
        throw new InvalidStoreException(
            "Cannot read index part %s: it has %d %s rows but the snapshot says %d (run 'millrace verify')"
                .formatted(path, rows.size(), split.text(), shard.rows(split)));
      }

      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
