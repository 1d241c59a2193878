package io.millrace.report.measure;

import io.millrace.report.profile.Histogram;
import io.millrace.report.profile.Spread;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;

/** Adds up values: their number, mean, extremes and histogram. */
final class SpreadTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Values are added in these parts, as integers, so that their order does not count. */
  private static final double UNIT = 1L << 24;

  private final Bins bins;
  private final long[] counts;
  private long count;
  private BigInteger sum = BigInteger.ZERO;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  SpreadTally(Bins bins) {
    this.bins = bins;
    this.counts = new long[bins.count()];
  }

  void add(double value) {
    counts[bins.bin(value)]++;
    count++;
    sum = sum.add(BigInteger.valueOf(Math.round(value * UNIT)));
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  void add(SpreadTally other) {
    Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
    count += other.count;
    sum = sum.add(other.sum);
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
  }

  boolean isEmpty() {
    return count == 0;
  }

  Spread spread() {
    Histogram histogram = new Histogram(bins.list(), Arrays.stream(counts).boxed().toList());
    return isEmpty()
        ? new Spread(0, 0, 0, 0, histogram)
        : new Spread(count, least, sum.doubleValue() / UNIT / count, most, histogram);
  }
}
