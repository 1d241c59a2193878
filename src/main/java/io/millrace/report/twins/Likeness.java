package io.millrace.report.twins;

import java.util.Arrays;

/**
 * How far two prints are apart, once a small shift and zoom and a change of contrast are taken out:
 * a least-squares fit of the first-order change that these make (Lucas and Kanade, "An Iterative
 * Image Registration Technique", 1981), then the root of the mean square of what is left.
 */
final class Likeness {
  private static final int INNER = Print.SIDE - 2;
  private static final double HALF = (Print.SIDE - 1) / 2.0;
  private static final int DOWN = Print.SIDE;

  /** Below it there is nothing left to fit. */
  private static final double NOTHING = 1e-9;

  private final double[][] changes = new double[4][INNER * INNER];
  private final double[] difference = new double[INNER * INNER];

  private Likeness(Print left, Print right) {
    for (int y = 0; y < INNER; y++) {
      for (int x = 0; x < INNER; x++) {
        int at = (y + 1) * Print.SIDE + x + 1;
        int i = y * INNER + x;
        double across = (sum(left, right, at + 1) - sum(left, right, at - 1)) / 4;
        double down = (sum(left, right, at + DOWN) - sum(left, right, at - DOWN)) / 4;
        changes[0][i] = across;
        changes[1][i] = down;
        changes[2][i] = ((x + 1 - HALF) * across + (y + 1 - HALF) * down) / HALF;
        changes[3][i] = sum(left, right, at) / 2;
        difference[i] = (double) (left.levels()[at] - right.levels()[at]) / Print.ONE;
      }
    }
  }

  private static double sum(Print left, Print right, int at) {
    return (double) (left.levels()[at] + right.levels()[at]) / Print.ONE;
  }

  /** In deviations of a picture. */
  static double distance(Print left, Print right) {
    Likeness likeness = new Likeness(left, right);
    likeness.takeOut();
    return Math.sqrt(dot(likeness.difference, likeness.difference) / likeness.difference.length);
  }

  /** Makes each change orthogonal to those before, and the difference orthogonal to all. */
  private void takeOut() {
    for (int c = 0; c < changes.length; c++) {
      double whole = dot(changes[c], changes[c]);
      for (int before = 0; before < c; before++) {
        subtract(changes[c], changes[before]);
      }

      if (dot(changes[c], changes[c]) > NOTHING * whole) {
        subtract(difference, changes[c]);
      } else {
        Arrays.fill(changes[c], 0);
      }
    }
  }

  private static void subtract(double[] from, double[] part) {
    double square = dot(part, part);
    if (square == 0) {
      return;
    }

    double share = dot(from, part) / square;
    for (int i = 0; i < from.length; i++) {
      from[i] -= share * part[i];
    }
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }

    return sum;
  }
}
