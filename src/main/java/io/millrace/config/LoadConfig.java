package io.millrace.config;

import io.millrace.datasets.DatasetLayout;
import io.millrace.sample.OnBadSample;
import java.util.Objects;

/**
 * How numbers become batches.
 *
 * @param trainBatchSize rows of a training batch, >= 1
 * @param evalBatchSize rows of an evaluation batch, >= 1
 * @param numWorkers decoding threads of a loader, >= 1
 * @param order of training samples
 * @param onBadSample what happens to a sample that cannot be read
 */
public record LoadConfig(
    int trainBatchSize, int evalBatchSize, int numWorkers, Order order, OnBadSample onBadSample) {
  /** The defaults of most of the reference's classes: 32, 32 and 8. */
  public static final LoadConfig DEFAULTS = new LoadConfig(32, 32, 8, Order.PLAN, OnBadSample.FAIL);

  /** The order in which training visits the samples. */
  public enum Order {
    /** Millrace's plan: a function of (samples, seed, epoch). */
    PLAN,
    /** That of torch's loader after {@code torch.manual_seed(seed)}. */
    TORCH
  }

  public LoadConfig {
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(onBadSample, "onBadSample");
    if (trainBatchSize < 1 || evalBatchSize < 1 || numWorkers < 1) {
      throw new IllegalArgumentException(
          "Invalid loading: train batch size "
              + trainBatchSize
              + ", eval batch size "
              + evalBatchSize
              + ", workers "
              + numWorkers
              + " (each must be >= 1)");
    }
  }

  /** The defaults of the reference's class for that data set. */
  public static LoadConfig defaults(DatasetLayout dataset) {
    return DEFAULTS.batchSizes(dataset.batchSize(), dataset.batchSize());
  }

  /** The same with other batch sizes. */
  public LoadConfig batchSizes(int train, int eval) {
    return new LoadConfig(train, eval, numWorkers, order, onBadSample);
  }

  /** The same with another number of threads. */
  public LoadConfig workers(int workers) {
    return new LoadConfig(trainBatchSize, evalBatchSize, workers, order, onBadSample);
  }

  /** The same in another order. */
  public LoadConfig with(Order other) {
    return new LoadConfig(trainBatchSize, evalBatchSize, numWorkers, other, onBadSample);
  }

  /** The same with another policy for bad samples. */
  public LoadConfig with(OnBadSample other) {
    return new LoadConfig(trainBatchSize, evalBatchSize, numWorkers, order, other);
  }
}
