package io.millrace.cli;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.storage.LocalStorage;
import io.millrace.store.IndexRow;
import io.millrace.store.IndexRow.FileFacts;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardPublisher;
import io.millrace.store.ShardWriter;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreFacts;
import io.millrace.store.StorePaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Writes stores of training samples for benchmarks, without a job. */
record StoreWriting(Path folder, StoreFacts facts) {
  static final SplitRule RULE =
      new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.SAME_AS_TEST, 0.5, 0);

  private static final int ROWS_A_SHARD = 640;

  /** A sample: where it came from, and its bytes. */
  interface Rows {
    FileFacts file(int row);

    ByteBuffer image(int row) throws IOException;
  }

  /** Writes so many rows; gives the store's path. */
  String write(int count, Rows rows) throws IOException {
    StorePaths paths = new StorePaths(folder.toString());
    ParquetIndex index = new ParquetIndex(new HadoopStorage(new Configuration(false)));
    ShardPublisher publisher = new ShardPublisher(new LocalStorage(), paths, index);
    List<ShardEntry> shards = new ArrayList<>();
    Path spool = folder.resolveSibling(folder.getFileName() + "-spool");
    for (int from = 0; from < count; from += ROWS_A_SHARD) {
      try (ShardWriter writer = ShardWriter.create(spool, facts)) {
        List<IndexRow> part = new ArrayList<>();
        for (int row = from; row < Math.min(count, from + ROWS_A_SHARD); row++) {
          part.add(
              indexRow(writer.rows(), "bench/train/good/%06d.png".formatted(row), rows.file(row)));
          writer.add(part.get(part.size() - 1).sampleId(), Label.NORMAL, rows.image(row));
        }
        shards.add(publisher.publish(writer.finish(), part));
      }
    }

    new Snapshots(new LocalStorage(), paths).commit(facts, shards, List.of());
    return folder.toString();
  }

  private static IndexRow indexRow(int row, String id, FileFacts file) {
    return new IndexRow(Split.TRAIN, row, id, "bench", "good", Label.NORMAL, file, FileFacts.NONE);
  }
}
