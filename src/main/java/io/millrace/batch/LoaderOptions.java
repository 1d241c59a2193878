package io.millrace.batch;

import io.millrace.sample.OnBadSample;
import java.util.Objects;

/**
 * How a loader works.
 *
 * @param batchSize rows of a batch, >= 1; the last batch of an epoch may be shorter
 * @param numWorkers threads that decode, >= 1
 * @param prefetchBytes most bytes of batches that are ready or under way ahead of the reader; one
 *     batch is always allowed
 * @param onBadSample what happens to a sample that cannot be read
 */
public record LoaderOptions(
    int batchSize, int numWorkers, long prefetchBytes, OnBadSample onBadSample) {
  /** 256 MiB. */
  public static final long PREFETCH_BYTES = 256L << 20;

  public LoaderOptions {
    Objects.requireNonNull(onBadSample, "onBadSample");
    if (batchSize < 1 || numWorkers < 1) {
      throw new IllegalArgumentException(
          "Invalid loader: batch size " + batchSize + ", workers " + numWorkers + " (both >= 1)");
    }
  }
}
