package io.millrace.report.page;

import io.millrace.report.profile.Histogram;
import io.millrace.report.profile.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One line of a chart: which share of the values lies in each bin.
 *
 * @param name of the line
 * @param style its place among the colours
 * @param histogram of the values, at least one
 */
record Curve(String name, int style, Histogram histogram) {
  private static final int FEWEST = 12;

  Curve {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(histogram, "histogram");
  }

  /**
   * Without most of the bins that are empty in all of the curves, which have the same edges: one is
   * left on each side, and more where there would be fewer than {@link #FEWEST} bins.
   */
  static List<Curve> cut(List<Curve> curves) {
    int first = curves.stream().mapToInt(Curve::firstFull).min().orElse(0);
    int last = curves.stream().mapToInt(Curve::lastFull).max().orElse(0);
    int margin = Math.max(1, (FEWEST - (last - first)) / 2);
    return curves.stream().map(curve -> curve.bins(first - margin, last + 1 + margin)).toList();
  }

  static Curve of(String name, int style, Spread spread) {
    return new Curve(name, style, spread.histogram());
  }

  private int firstFull() {
    List<Long> counts = histogram.counts();
    int i = 0;
    while (i < counts.size() - 1 && counts.get(i) == 0) {
      i++;
    }

    return i;
  }

  private int lastFull() {
    int i = histogram.counts().size() - 1;
    while (i > 0 && histogram.counts().get(i) == 0) {
      i--;
    }

    return i;
  }

  private Curve bins(int from, int to) {
    int left = Math.max(0, from);
    int right = Math.min(histogram.counts().size(), to);
    Histogram part =
        new Histogram(
            histogram.edges().subList(left, right + 1), histogram.counts().subList(left, right));
    return new Curve(name, style, part);
  }

  /** Whether bins grow by factors, as those of a logarithmic axis do. */
  boolean grows() {
    List<Double> edges = histogram.edges();
    int last = edges.size() - 1;
    return last > 1 && edges.get(0) > 0 && width(last - 1) > 1.5 * width(0);
  }

  private double width(int bin) {
    return histogram.edges().get(bin + 1) - histogram.edges().get(bin);
  }

  /** Values in all bins. */
  long count() {
    return histogram.counts().stream().mapToLong(Long::longValue).sum();
  }

  /** Percent of the values at each edge: of the bin that begins there, the last one twice. */
  List<Double> percents() {
    double all = Math.max(1, count());
    List<Double> percents = new ArrayList<>();
    histogram.counts().forEach(count -> percents.add(100 * count / all));
    percents.add(percents.get(percents.size() - 1));
    return percents;
  }
}
