package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.item.DType;
import io.millrace.spark.DataModule;
import io.millrace.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of the benchmark, which is the one that has many chunks a shard. */
class NoiseStoreSparkTest {
  /** Three shards of 640, 640 and 220 rows; 64 rows a chunk. */
  private static final int ROWS = 1500;

  private static final int HEADS = 3;
  private static final int CHUNKS = 10 + 10 + 4;

  @TempDir private Path folder;

  @Test
  void anEpochReadsEachChunkOnceHoweverItsRowsAreShuffled() throws IOException {
    String store = new NoiseStore(folder.resolve("store"), 8, DType.U8).write(ROWS);
    try (DataModule<ImageBatch> module =
            DataModule.builder(LocalSpark.session()).store(store).numWorkers(3).build();
        Dataloader<ImageBatch> loader = module.trainDataloader()) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        List<String> ids = new ArrayList<>();
        loader.forEach(batch -> ids.addAll(batch.sampleId()));

        assertThat(ids).hasSize(ROWS).doesNotHaveDuplicates().isNotEqualTo(sorted(ids));
        assertThat(loader.traffic().requests()).isEqualTo(HEADS + epoch * CHUNKS);
        assertThat(loader.traffic().bytes()).isGreaterThan((long) epoch * ROWS * 3 * 8 * 8);
      }
    }
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }
}
