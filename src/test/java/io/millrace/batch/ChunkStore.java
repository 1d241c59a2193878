package io.millrace.batch;

import io.millrace.decode.Decoding;
import io.millrace.item.DType;
import io.millrace.item.Precision;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainPlan;
import io.millrace.plan.TrainRule;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import io.millrace.spark.hadoop.HadoopStorage;
import io.millrace.spark.hadoop.ParquetIndex;
import io.millrace.split.SplitRule;
import io.millrace.split.TestSplitMode;
import io.millrace.split.ValSplitMode;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.Storage;
import io.millrace.store.IndexRow;
import io.millrace.store.ShardEntry;
import io.millrace.store.ShardPublisher;
import io.millrace.store.ShardWriter;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StoreFacts;
import io.millrace.store.StoreKind;
import io.millrace.store.StorePaths;
import io.millrace.store.StoredImage;
import io.millrace.store.StoredSplit;
import io.millrace.transform.Compose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A store of tiny training pictures in many chunks, whose first byte is the row's number. */
record ChunkStore(Path folder, Snapshot snapshot) {
  static final int CHUNK_ROWS = 64;
  static final int CHUNKS_A_SHARD = 3;

  /** What a chunk takes in memory: the least buffer there is. */
  static final int CHUNK_BYTES = 4096;

  private static final int SIDE = 2;

  static ChunkStore write(Path folder, int shards) throws IOException {
    StorePaths paths = new StorePaths(folder.toString());
    ParquetIndex index = new ParquetIndex(new HadoopStorage(new Configuration(false)));
    ShardPublisher publisher = new ShardPublisher(new LocalStorage(), paths, index);
    List<ShardEntry> entries = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      List<IndexRow> rows = new ArrayList<>();
      Path spool = folder.resolveSibling("spool");
      try (ShardWriter writer = ShardWriter.create(spool, facts())) {
        for (int row = 0; row < CHUNKS_A_SHARD * CHUNK_ROWS; row++) {
          int number = shard * CHUNKS_A_SHARD * CHUNK_ROWS + row;
          ByteBuffer picture = ByteBuffer.allocate(3 * SIDE * SIDE).put(0, (byte) number);
          rows.add(indexRow(row, number));
          writer.add(id(number), Label.NORMAL, picture);
        }
        entries.add(publisher.publish(writer.finish(), rows));
      }
    }

    Snapshots snapshots = new Snapshots(new LocalStorage(), paths);
    return new ChunkStore(folder, snapshots.commit(facts(), entries, List.of()));
  }

  private static StoreFacts facts() {
    return new StoreFacts(
        StoreKind.TENSORS,
        new StoredImage(DType.U8, SIDE, SIDE),
        "[]",
        List.of("png=millrace"),
        new StoreFacts.Dataset("Folder", List.of(), Task.CLASSIFICATION),
        new SplitRule(TestSplitMode.FROM_DIR, 0.2, ValSplitMode.NONE, 0.5, 42));
  }

  private static IndexRow indexRow(int row, int number) {
    return new IndexRow(
        Split.TRAIN,
        row,
        id(number),
        "",
        "good",
        Label.NORMAL,
        new IndexRow.FileFacts("/d/" + id(number), 1, 0, "0".repeat(64), "png"),
        IndexRow.FileFacts.NONE);
  }

  static String id(int number) {
    return "%05d.png".formatted(number);
  }

  private int chunks() {
    return snapshot.shards().size() * CHUNKS_A_SHARD;
  }

  /** Rows that are read by that storage, with room for so many chunks. */
  StoredRows rows(Storage storage, int room) {
    Recipe recipe =
        new Recipe(Compose.NONE, Precision.UINT8, Task.CLASSIFICATION, 7, Decoding.standard());
    StorePaths paths = new StorePaths(folder.toString());
    StoreOpening opening = new StoreOpening(storage, paths, snapshot, recipe);
    return opening.rows(table(), Split.TRAIN, (long) room * CHUNK_BYTES);
  }

  private StoredTable table() {
    return new StoredTable() {
      @Override
      public int size() {
        return chunks() * CHUNK_ROWS;
      }

      @Override
      public StoredRow row(int ordinal) {
        Source source = new Source("/d/" + id(ordinal), 1);
        Sample sample =
            new Sample(
                id(ordinal), "", Split.TRAIN, "good", Label.NORMAL, Map.of(Field.IMAGE, source));
        return new StoredRow(sample, ordinal % (CHUNKS_A_SHARD * CHUNK_ROWS));
      }
    };
  }

  /** The plan's order of one of several ranks. */
  EpochOrder order(TrainRule rule, int rank, int ranks) {
    PlanState start =
        new PlanState(snapshot.id(), "train", rule, 0, 0, PlanState.transformHash("[]"));
    TrainPlan plan = new TrainPlan(new StoredSplit(snapshot, Split.TRAIN).chunks(), rule);
    return new PlannedOrder(plan, start, rank, ranks);
  }

  static Dataloader<ImageBatch> loader(StoredRows rows, EpochOrder order, int batchSize) {
    LoaderOptions options = new LoaderOptions(batchSize, 2, 1 << 20, OnBadSample.FAIL);
    return new Dataloader<>(new LoaderInput(rows, order), options, ImageBatch::of);
  }
}
