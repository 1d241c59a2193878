package io.millrace.config;

import java.security.SecureRandom;

/**
 * The seed of a run and where it came from: one that we chose is printed and recorded, so that no
 * run is unrepeatable.
 *
 * @param value 0 is a seed
 * @param origin who chose it
 */
public record Seed(long value, Origin origin) {
  /** Who chose a seed. */
  public enum Origin {
    GIVEN,
    CHOSEN
  }

  /** The user's seed. */
  public static Seed of(long value) {
    return new Seed(value, Origin.GIVEN);
  }

  /** One chosen by chance, from 0 to 2^31 - 1, so that torch accepts it too. */
  public static Seed choose() {
    return new Seed(new SecureRandom().nextInt() & 0x7FFF_FFFFL, Origin.CHOSEN);
  }
}
