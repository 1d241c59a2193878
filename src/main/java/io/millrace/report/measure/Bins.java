package io.millrace.report.measure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Edges of a histogram, rising. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bins(double[] edges) implements Serializable {
  /** Width over height. */
  static final Bins ASPECT = growing(1.0 / 8, Math.pow(2, 0.25), 24);

  /** Levels from 0 to 256. */
  static final Bins BRIGHTNESS = equal(0, 4, 64);

  /** Squares of levels. */
  static final Bins SHARPNESS = growing(1, Math.sqrt(2), 32);

  /** Shares that may be tiny. */
  static final Bins AREA = growing(1.0 / (1 << 20), 2, 20);

  /** Shares from 0 to 1. */
  static final Bins SHARE = equal(0, 0.05, 20);

  /** Distances in any unit. */
  static final Bins DISTANCE = growing(1.0 / (1 << 14), 2, 32);

  private static Bins equal(double from, double width, int count) {
    double[] edges = new double[count + 1];
    Arrays.setAll(edges, i -> from + i * width);
    return new Bins(edges);
  }

  private static Bins growing(double from, double factor, int count) {
    double[] edges = new double[count + 1];
    Arrays.setAll(edges, i -> from * StrictMath.pow(factor, i));
    return new Bins(edges);
  }

  int count() {
    return edges.length - 1;
  }

  /** The bin of a value; the first or the last one for what lies outside. */
  int bin(double value) {
    int found = Arrays.binarySearch(edges, value);
    int bin = found >= 0 ? found : -found - 2;
    return Math.max(0, Math.min(count() - 1, bin));
  }

  List<Double> list() {
    List<Double> list = new ArrayList<>();
    for (double edge : edges) {
      list.add(edge);
    }

    return list;
  }
}
