package io.millrace.train;

import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/** Area under the receiver's operating curve by ranks, ties averaged (Mann and Whitney, 1947). */
final class Auroc {
  private Auroc() {}

  /** Share of pairs in which the abnormal one scores higher; a tie is half a pair. */
  static double of(double[] normal, double[] abnormal) {
    if (normal.length == 0 || abnormal.length == 0) {
      throw new IllegalArgumentException(
          "Cannot compute an AUROC of %d normal and %d abnormal samples (at least one of each)"
              .formatted(normal.length, abnormal.length));
    }

    double[] all = new double[normal.length + abnormal.length];
    System.arraycopy(abnormal, 0, all, 0, abnormal.length);
    System.arraycopy(normal, 0, all, abnormal.length, normal.length);
    double[] ranks = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).rank(all);
    double sum = 0;
    for (int i = 0; i < abnormal.length; i++) {
      sum += ranks[i];
    }

    double least = 0.5 * abnormal.length * (abnormal.length + 1.0);
    return (sum - least) / ((double) abnormal.length * normal.length);
  }
}
