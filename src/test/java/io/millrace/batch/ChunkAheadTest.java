package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.item.ItemField;
import io.millrace.plan.Policy;
import io.millrace.plan.TrainRule;
import io.millrace.sample.BadSampleException;
import io.millrace.storage.WatchedStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkAheadTest {
  private static final int SHARDS = 4;
  private static final int CHUNKS = SHARDS * ChunkStore.CHUNKS_A_SHARD;

  /** Chunks that two threads, which want a row before any was read ahead, may pass the bound by. */
  private static final int PAST_BOUND = 2;

  /** Two lanes with a chunk a window; each lane has six chunks. */
  private static final TrainRule RULE = new TrainRule(3, 2, 64, 4, Policy.DROP_TAIL);

  @TempDir Path folder;

  /** Counts reads of chunks: the heads of shards are read at offset 0. */
  private record Reads(BlockingQueue<String> chunks) implements WatchedStorage.Watch {
    Reads() {
      this(new LinkedBlockingQueue<>());
    }

    @Override
    public void before(String path, long offset) {
      if (offset > 0) {
        chunks.add(path + "@" + offset);
      }
    }

    /** Waits until so many have been asked for. */
    List<String> first(int count) throws InterruptedException {
      List<String> read = new ArrayList<>();
      while (read.size() < count) {
        read.add(chunks.take());
      }
      return read;
    }
  }

  @Test
  void asksForTheNextWindowBeforeTheFirstRowOfItIsWanted() throws Exception {
    ChunkStore store = ChunkStore.write(folder.resolve("store"), SHARDS);
    Reads reads = new Reads();
    StoredRows rows = store.rows(WatchedStorage.local(reads), 4);
    try (Dataloader<ImageBatch> loader = ChunkStore.loader(rows, store.order(RULE, 0, 1), 8);
        BatchStream<ImageBatch> stream = loader.iterator()) {
      stream.next();

      // 15 more steps are in this window of each lane, and one or three of them are begun
      List<String> four = reads.first(4);
      assertThat(four).doesNotHaveDuplicates();
      assertThat(reads.chunks()).hasSizeLessThanOrEqualTo(PAST_BOUND);

      for (int step = 1; step < 16; step++) {
        stream.next();
      }
      stream.next();
      four.addAll(reads.first(2));
      assertThat(four).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "1, 100", "2, 2", "2, 100"})
  void givesTheRowsOfTheOrderAndReadsNoChunkTwice(int ranks, int room) throws IOException {
    ChunkStore store = ChunkStore.write(folder.resolve("store"), SHARDS);
    int all = 0;
    for (int rank = 0; rank < ranks; rank++) {
      Reads reads = new Reads();
      StoredRows rows = store.rows(WatchedStorage.local(reads), room);
      EpochOrder order = store.order(RULE, rank, ranks);
      try (Dataloader<ImageBatch> loader = ChunkStore.loader(rows, order, 8 / ranks)) {
        for (int epoch = 0; epoch < 3; epoch++) {
          assertThat(ids(loader)).isEqualTo(expected(order, epoch));
        }
      }
      all += reads.chunks().size();
    }

    if (room == 1) {
      assertThat(all)
          .isGreaterThanOrEqualTo(3 * CHUNKS); // more, unless no thread overtakes another
    } else {
      assertThat(all).isEqualTo(3 * CHUNKS);
    }
  }

  private static List<String> ids(Dataloader<ImageBatch> loader) {
    List<String> ids = new ArrayList<>();
    for (ImageBatch batch : loader) {
      for (int row = 0; row < batch.size(); row++) {
        byte first = batch.host().tensors().get(ItemField.IMAGE).slice(row).data().get(0);
        String id = batch.sampleId().get(row);
        assertThat(first).isEqualTo((byte) Integer.parseInt(id.substring(0, 5)));
        ids.add(id);
      }
    }

    return ids;
  }

  private static List<String> expected(EpochOrder order, int epoch) {
    List<String> ids = new ArrayList<>();
    order
        .batches(epoch)
        .forEachRemaining(
            batch -> {
              for (int ordinal : batch) {
                ids.add(ChunkStore.id(ordinal));
              }
            });
    return ids;
  }

  @Test
  void tellsOfAChunkThatCannotBeReadOnlyWhenARowOfItIsWanted() throws Exception {
    ChunkStore store = ChunkStore.write(folder.resolve("store"), SHARDS);
    List<String> firstWindow = firstWindow(store);
    CountDownLatch failed = new CountDownLatch(1);
    StoredRows rows =
        store.rows(
            WatchedStorage.local(
                (path, offset) -> {
                  if (offset > 0 && !firstWindow.contains(path + "@" + offset)) {
                    failed.countDown();
                    throw new IOException("the network is down");
                  }
                }),
            4);
    try (Dataloader<ImageBatch> loader = ChunkStore.loader(rows, store.order(RULE, 0, 1), 8);
        BatchStream<ImageBatch> stream = loader.iterator()) {
      failed.await();
      for (int step = 0; step < 16; step++) {
        assertThat(stream.next().size()).isEqualTo(8);
      }
      assertThatThrownBy(stream::next)
          .isInstanceOf(BadSampleException.class)
          .hasMessageContaining("the network is down");
    }
  }

  /** The chunks of the first window of each lane. */
  private static List<String> firstWindow(ChunkStore store) {
    Reads reads = new Reads();
    StoredRows rows = store.rows(WatchedStorage.local(reads), 2);
    EpochOrder order = store.order(RULE, 0, 1);
    EpochOrder window =
        new EpochOrder() {
          @Override
          public Iterator<int[]> batches(long epoch) {
            Iterator<int[]> all = order.batches(epoch);
            return Stream.generate(all::next).limit(steps()).iterator();
          }

          @Override
          public int steps() {
            return 16;
          }
        };
    try (Dataloader<ImageBatch> loader = ChunkStore.loader(rows, window, 8)) {
      assertThat(ids(loader)).hasSize(16 * 8);
    }

    assertThat(reads.chunks()).hasSize(2);
    return List.copyOf(reads.chunks());
  }

  @Test
  void endsWithItsEpochAndLeavesNothingUnderWay() throws Exception {
    ChunkStore store = ChunkStore.write(folder.resolve("store"), SHARDS);
    Reads reads = new Reads();
    StoredRows rows = store.rows(WatchedStorage.local(reads), 4);
    try (Dataloader<ImageBatch> loader = ChunkStore.loader(rows, store.order(RULE, 0, 1), 8)) {
      for (int epoch = 0; epoch < 20; epoch++) {
        BatchStream<ImageBatch> stream = loader.iterator();
        stream.next();
        stream.close();
        int read = reads.chunks().size();
        assertThat(read).isBetween(2, 4 + PAST_BOUND);
        reads.chunks().clear();
      }
      loader.iterator().close();
      reads.chunks().clear();
      assertThat(ids(loader)).isEqualTo(expected(store.order(RULE, 0, 1), 21));
      assertThat(reads.chunks()).hasSize(CHUNKS);
    }
  }
}
