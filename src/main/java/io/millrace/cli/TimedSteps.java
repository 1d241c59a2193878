package io.millrace.cli;

import io.millrace.batch.BatchStream;
import io.millrace.batch.Dataloader;
import io.millrace.batch.ImageBatch;
import io.millrace.feed.FeedBatches;
import io.millrace.feed.RankContext;
import io.millrace.feed.RankProgram;
import io.millrace.spark.DataModule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Training that does nothing but take its time. Gives each epoch's rows, seconds and waiting. */
@SuppressWarnings("NonApiType") // a result must be serializable
final class TimedSteps implements RankProgram<ArrayList<Double>> {
  /** Numbers of an epoch. */
  private static final int COLUMNS = 3;

  private static final long serialVersionUID = 1;

  private final int epochs;
  private final long nanos;
  private final boolean busy;

  /** So many epochs of steps of that length; a busy step does not leave its core. */
  TimedSteps(int epochs, long nanos, boolean busy) {
    this.epochs = epochs;
    this.nanos = nanos;
    this.busy = busy;
  }

  @Override
  public ArrayList<Double> run(RankContext context) {
    ArrayList<Double> done = new ArrayList<>();
    for (long epoch = context.firstEpoch(); epoch < epochs; epoch++) {
      long start = System.nanoTime();
      try (FeedBatches batches = context.train(epoch)) {
        epoch(start, batches::hasNext, () -> batches.next().size(), done);
      }
    }

    return done;
  }

  /** The same by the training loader of this process. */
  ArrayList<Double> over(DataModule<ImageBatch> module) {
    ArrayList<Double> done = new ArrayList<>();
    try (Dataloader<ImageBatch> loader = module.trainDataloader()) {
      for (int epoch = 0; epoch < epochs; epoch++) {
        long start = System.nanoTime();
        try (BatchStream<ImageBatch> batches = loader.iterator()) {
          epoch(start, batches::hasNext, () -> batches.next().size(), done);
        }
      }
    }

    return done;
  }

  /** Part of an epoch of such a result in which it waited. */
  static double waitingShare(List<Double> result, int epoch) {
    return result.get(epoch * COLUMNS + 2) / result.get(epoch * COLUMNS + 1);
  }

  /** Pictures a second of an epoch of such a result. */
  static double imagesPerSecond(List<Double> result, int epoch) {
    return result.get(epoch * COLUMNS) / result.get(epoch * COLUMNS + 1);
  }

  /** Whatever is not a step is waiting. */
  private void epoch(long start, BooleanSupplier more, IntSupplier next, ArrayList<Double> done) {
    double rows = 0;
    long stepping = 0;
    while (more.getAsBoolean()) {
      rows += next.getAsInt();
      stepping += step();
    }

    long all = System.nanoTime() - start;
    done.add(rows);
    done.add(all / 1e9);
    done.add((all - stepping) / 1e9);
  }

  private long step() {
    long start = System.nanoTime();
    long now = start;
    while (now < start + nanos) {
      if (busy) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(start + nanos - now);
      }
      now = System.nanoTime();
    }

    return now - start;
  }
}
