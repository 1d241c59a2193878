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
import java.util.TreeSet;

/** Counts findings and keeps some: errors first, then by reason and path. */
final class FindingTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Findings that are kept. */
  private static final int MOST = 200;

  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final TreeSet<Finding> first = new TreeSet<>(new Order());

  /** The order in which findings are kept. */
  private static final class Order implements Comparator<Finding>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Finding left, Finding right) {
      return Comparator.comparing((Finding finding) -> finding.reason().severity())
          .thenComparing(Finding::reason)
          .thenComparing(Finding::path, PathOrder.BY_CODE_POINT)
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

  /** Adds what another has. */
  void add(FindingTally other) {
    other.counts.forEach((reason, count) -> counts.merge(reason, count, Long::sum));
    other.first.forEach(this::keep);
  }

  private void keep(Finding finding) {
    first.add(finding);
    if (first.size() > MOST) {
      first.pollLast();
    }
  }

  /** All of it, with pictures. */
  Findings findings(List<Example> examples) {
    return new Findings(counts, List.copyOf(first), examples);
  }
}
