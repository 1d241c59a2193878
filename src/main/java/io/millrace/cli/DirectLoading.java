package io.millrace.cli;

import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.FileRows;
import io.millrace.batch.ImageBatch;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.Recipe;
import io.millrace.cli.DecodeKernel.Pictures;
import io.millrace.decode.Decoding;
import io.millrace.item.Precision;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Task;
import io.millrace.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A loader over picture files in turn with their decoding alone, by as many threads.
 *
 * @param pictures the same files, in memory
 * @param images of an epoch
 * @param batch rows of a batch
 */
record DirectLoading(List<Path> files, Pictures pictures, int images, int batch) {
  /** Writes pictures to a folder, to be loaded from there. */
  static DirectLoading of(Pictures pictures, Path folder, int images, int batch)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < pictures.count(); i++) {
      files.add(Files.write(folder.resolve("%03d".formatted(i)), pictures.files().get(i)));
    }

    return new DirectLoading(files, pictures, images, batch);
  }

  /** Figures of that many workers; the roof is what as many threads reach without a loader. */
  Map<Figure, Double> measure(int workers, Rounds rounds) throws IOException {
    Recipe recipe =
        new Recipe(
            DecodeKernel.TRANSFORMS, Precision.FLOAT32, Task.CLASSIFICATION, 0, Decoding.best());
    FileRows rows = new FileRows(new PictureTable(files, images), new LocalStorage(), recipe);
    LoaderOptions options =
        new LoaderOptions(batch, workers, LoaderOptions.PREFETCH_BYTES, OnBadSample.FAIL);
    try (KernelThreads kernel = new KernelThreads(pictures, workers);
        Dataloader<ImageBatch> loader =
            new Dataloader<>(
                new LoaderInput(rows, EpochOrder.table(images, batch)), options, ImageBatch::of)) {
      rounds.passes(() -> kernel.decode(images));
      int epochs = rounds.passes(() -> LoaderRounds.epoch(loader));
      Rounds.Extent all = new Rounds.Extent((long) epochs * images, 0);
      LoaderRounds loaded = new LoaderRounds(loader, workers);
      List<Effort> alone = new ArrayList<>();
      List<Double> shares = new ArrayList<>();
      for (int i = 0; i < rounds.count(); i++) {
        alone.add(Rounds.round(() -> kernel.decode(epochs * images), 1, all));
        shares.add(loaded.round(epochs).imagesPerCpuSecond() / alone.get(i).imagesPerCpuSecond());
      }

      Map<Figure, Double> figures = loaded.figures();
      figures.put(Figure.ROOF, Effort.median(alone).imagesPerCpuSecond());
      figures.put(Figure.SHARE_OF_ROOF, Effort.middle(shares));
      return figures;
    }
  }
}
