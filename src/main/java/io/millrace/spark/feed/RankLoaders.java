package io.millrace.spark.feed;

import io.millrace.batch.Dataloader;
import io.millrace.batch.EpochOrder;
import io.millrace.batch.ImageBatch;
import io.millrace.batch.LoaderInput;
import io.millrace.batch.LoaderOptions;
import io.millrace.batch.PlannedOrder;
import io.millrace.batch.RowReader;
import io.millrace.batch.RunOrder;
import io.millrace.plan.EvalPlan;
import io.millrace.plan.PlanState;
import io.millrace.plan.TrainPlan;
import io.millrace.sample.OnBadSample;
import io.millrace.sample.Split;

/**
 * Opens the loaders of one rank.
 *
 * @param bytes that chunks and batches of all of them may take
 */
record RankLoaders(OpenTables tables, RankSetup setup, int rank, long bytes) {
  /** Of its bytes, an evaluation gets one part in so many, and training the others. */
  private static final int EVALUATION = 4;

  /** The rank's part of training from there on. */
  PlannedOrder order(PlanState start) {
    TrainPlan plan = new TrainPlan(tables.chunks(Split.TRAIN), start.rule());
    return new PlannedOrder(plan, start, rank, setup.ranks().count());
  }

  /** Training in that order; the caller closes it. */
  Dataloader<ImageBatch> train(PlannedOrder order) {
    return open(Split.TRAIN, order, order.plan().rule().globalBatch() / order.ranks());
  }

  /** How all ranks share an evaluation. */
  EvalPlan evaluation(Split split) {
    int samples = tables.chunks(split).rows();
    return new EvalPlan(samples, setup.ranks().count(), setup.loading().evalBatchSize());
  }

  /** The rank's share of an evaluation; the caller closes it. */
  Dataloader<ImageBatch> evaluate(Split split) {
    EvalPlan plan = evaluation(split);
    return open(split, new RunOrder(plan.range(rank), plan.batch()), plan.batch());
  }

  private Dataloader<ImageBatch> open(Split split, EpochOrder order, int batchSize) {
    long all = split == Split.TRAIN ? bytes - bytes / EVALUATION : bytes / EVALUATION;
    long ahead = Math.min(LoaderOptions.PREFETCH_BYTES, all / 2);
    RowReader rows = tables.reader(split, all - ahead);
    try {
      LoaderOptions options =
          new LoaderOptions(batchSize, setup.loading().workers(), ahead, OnBadSample.KEEP_SLOT);
      return new Dataloader<>(new LoaderInput(rows, order), options, ImageBatch::of);
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }
}
