package io.millrace.cli;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.storage.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rounds of epochs of a loader, and what they ask of the storage. */
final class LoaderRounds {
  private final Dataloader<ImageBatch> loader;
  private final int workers;
  private final List<Effort> rounds = new ArrayList<>();
  private final Traffic before;
  private long images;

  /** Counts from here. */
  LoaderRounds(Dataloader<ImageBatch> loader, int workers) {
    this.loader = loader;
    this.workers = workers;
    this.before = loader.traffic();
  }

  /** One epoch; batches are closed as they come. */
  static void epoch(Dataloader<ImageBatch> loader) {
    try (BatchStream<ImageBatch> stream = loader.iterator()) {
      while (stream.hasNext()) {
        stream.next();
      }
    }
  }

  /** A round of so many epochs. */
  Effort round(int epochs) {
    long bytes = loader.traffic().bytes();
    Meter meter = Meter.start();
    for (int i = 0; i < epochs; i++) {
      epoch(loader);
    }

    long read = (long) epochs * loader.samples();
    images += read;
    rounds.add(meter.stop(read, loader.traffic().bytes() - bytes));
    return rounds.get(rounds.size() - 1);
  }

  /** Of the round in the middle; requests and bytes of an image are those of all rounds. */
  Map<Figure, Double> figures() {
    Traffic after = loader.traffic();
    Map<Figure, Double> figures = Effort.median(rounds).figures();
    figures.put(Figure.WORKERS, (double) workers);
    figures.put(Figure.BYTES_PER_IMAGE, (double) (after.bytes() - before.bytes()) / images);
    figures.put(
        Figure.REQUESTS_PER_IMAGE, (double) (after.requests() - before.requests()) / images);
    return figures;
  }
}
