package io.millrace.report.twins;

import java.io.Serializable;

/**
 * The mean print of a category: what all its pictures have in common. Pictures of one product under
 * one camera are nearly alike; what makes one of them itself is what is left beside the mean. Grows
 * by {@link #add}; sums are integers, so that their order does not count.
 */
public final class Usual implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of two pictures nobody can say what is special. */
  private static final int ENOUGH = 3;

  /** Noise alone makes pictures of the very same thing that different. */
  private static final double LEAST = 0.05;

  private final long[] sums = new long[Print.CELLS];
  private long squares;
  private long prints;

  /** Adds a print; flat ones do not count. */
  public void add(Print print) {
    if (print.isFlat()) {
      return;
    }

    for (int i = 0; i < Print.CELLS; i++) {
      int level = print.levels()[i];
      sums[i] += level;
      squares += (long) level * level;
    }

    prints++;
  }

  /** Adds what another has added. */
  public void add(Usual other) {
    for (int i = 0; i < Print.CELLS; i++) {
      sums[i] += other.sums[i];
    }

    squares += other.squares;
    prints += other.prints;
  }

  private boolean isEnough() {
    return prints >= ENOUGH;
  }

  /** What is special of a print: the difference from the mean, in deviations of the picture. */
  double[] special(Print print) {
    double[] special = new double[Print.CELLS];
    for (int i = 0; i < Print.CELLS; i++) {
      double mean = isEnough() ? (double) sums[i] / prints : 0;
      special[i] = (print.levels()[i] - mean) / Print.ONE;
    }

    return special;
  }

  /** The hash of a print of this category. */
  public long hash(Print print) {
    return PrintHash.of(special(print));
  }

  /** How far two prints are apart, where 1 is what two prints of the category usually are. */
  public double distance(Print left, Print right) {
    return Likeness.distance(left, right) / Math.max(LEAST, distance());
  }

  /** How far two prints of the category are usually apart: root of the mean square. */
  double distance() {
    if (!isEnough()) {
      return Math.sqrt(2);
    }

    double mean = 0;
    for (long sum : sums) {
      mean += ((double) sum / prints) * ((double) sum / prints);
    }

    // that of a sample: of few prints each is a part of the mean
    double variance = ((double) squares / prints - mean) / Print.CELLS * prints / (prints - 1);
    return Math.sqrt(2 * Math.max(0, variance)) / Print.ONE;
  }
}
