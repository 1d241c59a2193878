package io.millrace.report.measure;

import io.millrace.report.profile.Example;
import io.millrace.report.profile.Findings;
import io.millrace.sample.Finding;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Reason;
import java.io.Serializable;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Counts findings and keeps some of each reason, the first ones by path. */
final class FindingTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Findings of a reason that are kept. */
  private static final int MOST = 40;

  /** Findings of a reason that are kept with a picture. */
  private static final int SHOWN = 12;

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, TreeSet<Finding>> first = new EnumMap<>(Reason.class);
  private final Map<Reason, NavigableMap<Finding, Example>> shown = new EnumMap<>(Reason.class);

  /** The order in which findings are kept. */
  private static final class Order implements Comparator<Finding>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Finding left, Finding right) {
      return Comparator.comparing(Finding::path, PathOrder.BY_CODE_POINT)
          .thenComparing(Finding::sampleId, PathOrder.BY_CODE_POINT)
          .thenComparing(Finding::detail)
          .compare(left, right);
    }
  }

  /** Adds one. */
  void add(Finding finding) {
    counts.merge(finding.reason(), 1L, Long::sum);
    keep(finding);
  }

  /** Keeps the picture of a finding that is counted elsewhere, if it is one of the first. */
  void show(Finding finding, Supplier<Example> picture) {
    NavigableMap<Finding, Example> few = shown(finding.reason());
    if (few.size() < SHOWN || new Order().compare(finding, few.lastKey()) < 0) {
      keep(few, finding, picture.get());
    }
  }

  private NavigableMap<Finding, Example> shown(Reason reason) {
    return shown.computeIfAbsent(reason, any -> new TreeMap<>(new Order()));
  }

  private static void keep(NavigableMap<Finding, Example> few, Finding finding, Example picture) {
    few.put(finding, picture);
    if (few.size() > SHOWN) {
      few.pollLastEntry();
    }
  }

  /** Adds what another has. */
  void add(FindingTally other) {
    other.counts.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
    other.first.values().forEach(more -> more.forEach(this::keep));
    other.shown.forEach(
        (reason, more) ->
            more.forEach((finding, picture) -> keep(shown(reason), finding, picture)));
  }

  private void keep(Finding finding) {
    TreeSet<Finding> few =
        first.computeIfAbsent(finding.reason(), any -> new TreeSet<>(new Order()));
    few.add(finding);
    if (few.size() > MOST) {
      few.pollLast();
    }
  }

  /** All of it: by reason, errors first, then by path; a sample's picture once. */
  Findings findings() {
    Map<String, Example> pictures = new TreeMap<>(PathOrder.BY_CODE_POINT);
    shown
        .values()
        .forEach(few -> few.forEach((of, picture) -> pictures.put(of.sampleId(), picture)));
    return new Findings(
        counts,
        first.values().stream().flatMap(TreeSet::stream).toList(),
        List.copyOf(pictures.values()));
  }
}
