package io.millrace.plan;

import io.millrace.random.KeyMix;
import java.io.Serializable;
import java.util.Locale;

/**
 * A digest of which row is where in an epoch: the sum of {@code mix(ordinal ^ mix(k))} modulo 2^64
 * over the rows that are there, row j of step s being {@code k = s * global batch + j}. Those of
 * ranks, and those of steps, add up to the epoch's.
 */
public record OrderHash(long sum) implements Serializable {
  /** That of no rows. */
  public static final OrderHash NONE = new OrderHash(0);

  /** That of rows that are there one after the other, the first of them as number {@code first}. */
  public static OrderHash of(long first, int[] ordinals) {
    long sum = 0;
    for (int i = 0; i < ordinals.length; i++) {
      sum += row(first + i, ordinals[i]);
    }

    return new OrderHash(sum);
  }

  static long row(long k, int ordinal) {
    return KeyMix.mix(ordinal ^ KeyMix.mix(k));
  }

  /** That of these rows and of other ones. */
  public OrderHash plus(OrderHash other) {
    return new OrderHash(sum + other.sum);
  }

  /** 16 lower-case hex digits. */
  public String text() {
    return String.format(Locale.ROOT, "%016x", sum);
  }
}
