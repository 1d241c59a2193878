package io.millrace.train;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a rank of an {@link Autoencoder} gives back.
 *
 * @param training what training has come to
 * @param ledger the test samples that this rank has scored
 * @param pixels counts of their pixels, where there are masks
 * @param aliveArrays arrays of the engine that were left at the end; 0 unless there is a leak
 */
public record AutoencoderResult(
    Training training, EvaluationLedger ledger, PixelCounts pixels, int aliveArrays)
    implements Serializable {
  /**
   * What training has come to; the same on all ranks.
   *
   * @param globalStep steps made, those before a restart too
   * @param loss mean squared error of the last step, over all ranks
   * @param digest SHA-256 of the weights' bytes
   */
  public record Training(long globalStep, double loss, String digest) implements Serializable {
    public Training {
      Objects.requireNonNull(digest, "digest");
    }
  }

  public AutoencoderResult {
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(ledger, "ledger");
    Objects.requireNonNull(pixels, "pixels");
  }
}
