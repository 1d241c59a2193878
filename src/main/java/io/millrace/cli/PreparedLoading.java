package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.sample.OnBadSample;
import io.millrace.spark.DataModule;
import io.millrace.spark.DataModuleBuilder;
import io.millrace.storage.PageMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** The training loader over a store. */
record PreparedLoading(int workers, Rounds rounds) {
  private static final int CHUNK_ROWS = 512;
  private static final int BATCH_ROWS = 32;

  /** The roof: rows of so many bytes copied from chunks to batches, nothing read or checked. */
  Effort copies(int row) throws IOException {
    ByteBuffer chunks = PageMemory.allocate(CHUNK_ROWS * row);
    ByteBuffer batch = PageMemory.allocate(BATCH_ROWS * row);
    Rounds.Extent each = new Rounds.Extent(CHUNK_ROWS, (long) CHUNK_ROWS * row);
    return Effort.median(
        rounds.of(
            () -> {
              for (int i = 0; i < CHUNK_ROWS; i++) {
                int from = (int) (i * 2_654_435_761L % CHUNK_ROWS);
                batch.put(i % BATCH_ROWS * row, chunks, from * row, row);
              }
            },
            each));
  }

  /** Epochs of such a module, and what they ask of the storage. */
  Map<Figure, Double> epochs(DataModuleBuilder builder) throws IOException {
    try (DataModule<ImageBatch> module =
        builder.seed(0).numWorkers(workers).onBadSample(OnBadSample.FAIL).build()) {
      module.setup();
      try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
        int passes = rounds.passes(() -> LoaderRounds.epoch(loader));
        LoaderRounds loaded = new LoaderRounds(loader, workers);
        for (int i = 0; i < rounds.count(); i++) {
          loaded.round(passes);
        }

        return loaded.figures();
      }
    }
  }
}
