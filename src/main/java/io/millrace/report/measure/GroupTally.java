package io.millrace.report.measure;

import io.millrace.report.profile.Group;
import io.millrace.sample.Label;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Counts samples by category, split and label. */
final class GroupTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private final TreeMap<Key, Long> counts = new TreeMap<>();

  /** What samples are counted by. */
  private record Key(String category, Split split, String label, Label index)
      implements Comparable<Key>, Serializable {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::category, PathOrder.BY_CODE_POINT)
            .thenComparing(Key::split)
            .thenComparing(Key::label, PathOrder.BY_CODE_POINT)
            .thenComparing(Key::index);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  void add(Subject subject) {
    for (Split split : subject.splits()) {
      Key key =
          new Key(
              subject.sample().category(),
              split,
              subject.sample().label(),
              subject.sample().labelIndex());
      counts.merge(key, 1L, Long::sum);
    }
  }

  void add(GroupTally other) {
    other.counts.forEach((key, count) -> counts.merge(key, count, Long::sum));
  }

  List<Group> groups() {
    return counts.entrySet().stream()
        .map(entry -> group(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Group group(Key key, long samples) {
    return new Group(key.category, key.split, key.label, key.index, samples);
  }
}
