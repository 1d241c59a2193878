package io.millrace.train;

import io.millrace.random.KeyMix;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Which channels of a backbone's features count: some of them by chance, as PaDiM does, since all
 * together say little more and cost their square.
 *
 * @param most how many at most
 * @param seed which
 */
public record ChannelChoice(int most, long seed) implements Serializable {
  /** Keeps this choice apart from plans, draws and weights. */
  private static final long CHOICE = 6;

  public ChannelChoice {
    if (most < 1) {
      throw new IllegalArgumentException("Invalid number of channels: " + most + " (must be >= 1)");
    }
  }

  /** The channels of features that have so many, in ascending order. */
  int[] of(int channels) {
    int[] order = KeyMix.permutation(channels, KeyMix.key(seed, CHOICE));
    int[] chosen = Arrays.copyOf(order, Math.min(most, channels));
    Arrays.sort(chosen);
    return chosen;
  }
}
