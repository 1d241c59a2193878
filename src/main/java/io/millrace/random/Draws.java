package io.millrace.random;

import java.io.Serializable;

/**
 * The randomness of one sample in one epoch: the same on every rank, in every batch and partition.
 *
 * @param sampleHash {@link KeyMix#hash64} of the sample's id
 */
public record Draws(long seed, long epoch, long sampleHash) implements Serializable {
  /** Part of the key that keeps draws apart from the plan's permutations (1 to 3). */
  private static final long DRAW = 4;

  /** The randomness of the sample of that id. */
  public static Draws of(long seed, long epoch, String sampleId) {
    return new Draws(seed, epoch, KeyMix.hash64(sampleId));
  }

  /** The draws of an operation; occurrence counts operations of the same name, from 0. */
  public Draw operation(String name, int occurrence) {
    return new Draw(KeyMix.key(seed, DRAW, epoch, sampleHash, KeyMix.hash64(name), occurrence));
  }
}
