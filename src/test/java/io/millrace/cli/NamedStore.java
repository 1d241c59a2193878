package io.millrace.cli;

import io.millrace.item.DType;
import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.store.ContentName;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardTensor;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A store of snapshots and index alone: what a plan needs. Its shards are named but not there. */
final class NamedStore {
  static final int CHUNK_ROWS = 4;

  private static final int HEAD = 64;

  private final HadoopStorage storage = new HadoopStorage(new Configuration(false));
  private final Path root;
  private final List<ShardEntry> shards = new ArrayList<>();

  NamedStore(Path root) {
    this.root = root;
  }

  /** Adds a shard of so many rows, all of them of one split, 1,000 bytes each. */
  NamedStore shard(Split split, int rows) throws IOException {
    List<IndexRow> index = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      index.add(row(split, row));
    }

    Path part = Files.createTempFile(root, "part", ".parquet");
    Files.delete(part);
    new ParquetIndex(storage).write(part, index);
    String name = ContentName.of(part);
    long bytes = Files.size(part);
    storage.publish(part, new StorePaths(root.toString()).index(name));
    List<Integer> chunks = new ArrayList<>();
    for (int row = 0; row < rows; row += CHUNK_ROWS) {
      chunks.add(Math.min(CHUNK_ROWS, rows - row));
    }

    Map<ShardTensor, List<Integer>> sums = new EnumMap<>(ShardTensor.class);
    sums.put(ShardTensor.IMAGE, Collections.nCopies(chunks.size(), 0));
    ShardEntry.File file =
        new ShardEntry.File(
            name, HEAD + 1000L * rows, rows, CHUNK_ROWS, new ShardEntry.Head(HEAD, 0), sums);
    shards.add(
        new ShardEntry(
            file,
            Map.of(split, chunks),
            new ShardEntry.IndexPart(name, bytes, rows),
            "%064x".formatted(0)));
    return this;
  }

  private IndexRow row(Split split, int row) {
    String id = id(split, shards.size(), row);
    return new IndexRow(
        split,
        row,
        id,
        "",
        "good",
        Label.NORMAL,
        new IndexRow.FileFacts("/data/" + id, 9, 0, "%064x".formatted(row), "png"),
        IndexRow.FileFacts.NONE);
  }

  static String id(Split split, int shard, int row) {
    return split.text() + "/" + shard + "/" + row + ".png";
  }

  Snapshot commit(long seed) throws IOException {
    StoreFacts facts =
        new StoreFacts(
            StoreKind.TENSORS,
            new StoredImage(DType.U8, 4, 5),
            "[]",
            List.of("png=millrace"),
            new StoreFacts.Dataset("MVTecAD", List.of(), Task.CLASSIFICATION),
            new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.FROM_TEST, 0.5, seed));
    return new Snapshots(storage, new StorePaths(root.toString())).commit(facts, shards, List.of());
  }
}
