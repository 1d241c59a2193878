package io.millrace.store;

import io.millrace.sample.Split;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.storage.LocalStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A store of two drawn shards: one for training, one whose samples are in two splits or one. */
record DrawnStore(Path folder, StoreKind kind) {
  static final int ROWS = 150;

  static final LocalStorage STORAGE = new LocalStorage();

  static final IndexFile INDEX = new ParquetIndex(new HadoopStorage(new Configuration(false)));

  StorePaths paths() {
    return new StorePaths(folder.resolve("store").toString());
  }

  StoreFacts facts() {
    return Drawn.facts(kind);
  }

  ShardEntry publish(int first, List<IndexRow> index) throws IOException {
    try (ShardWriter writer = ShardWriter.create(folder.resolve("spool"), facts())) {
      for (int row = first; row < first + ROWS; row++) {
        ByteBuffer mask = ByteBuffer.wrap(Drawn.mask(kind, row));
        ByteBuffer image = ByteBuffer.wrap(Drawn.image(kind, row));
        if (mask.hasRemaining()) {
          writer.add(Drawn.id(row), Drawn.label(row), image, mask);
        } else {
          writer.add(Drawn.id(row), Drawn.label(row), image);
        }
      }

      return new ShardPublisher(STORAGE, paths(), INDEX).publish(writer.finish(), index);
    }
  }

  /** Rows of a split: every {@code step}-th of a shard whose first sample has that number. */
  static List<IndexRow> rows(Split split, int first, int step) {
    List<IndexRow> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row += step) {
      IndexRow drawn = Drawn.indexRow(split, first + row);
      rows.add(
          new IndexRow(
              split,
              row,
              drawn.sampleId(),
              drawn.category(),
              drawn.label(),
              drawn.labelIndex(),
              drawn.image(),
              drawn.mask()));
    }

    return rows;
  }

  Snapshot commit() throws IOException {
    List<IndexRow> evaluation = new ArrayList<>(rows(Split.VAL, 1000, 3));
    evaluation.addAll(rows(Split.TEST, 1000, 1));
    List<ShardEntry> shards =
        List.of(publish(0, rows(Split.TRAIN, 0, 1)), publish(1000, evaluation));
    return new Snapshots(STORAGE, paths()).commit(facts(), shards, List.of());
  }
}
