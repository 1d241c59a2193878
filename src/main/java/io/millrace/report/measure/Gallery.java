package io.millrace.report.measure;

import io.millrace.report.profile.Example;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Keeps a few samples of each subset and label: those whose ids have the smallest hashes. */
final class Gallery implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int groups;
  private final int each;
  private final TreeMap<Key, TreeMap<Long, Example>> kept = new TreeMap<>();

  /** So many of each label, of at most so many labels of the subsets. */
  Gallery(int groups, int each) {
    this.groups = groups;
    this.each = each;
  }

  private record Key(Split split, String label) implements Comparable<Key>, Serializable {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::split).thenComparing(Key::label, PathOrder.BY_CODE_POINT);

    static Key of(Example.Title title) {
      return new Key(title.split(), title.label());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Adds a sample, whose example is made only if it is kept. */
  void add(Subject subject, Supplier<Example> example) {
    Key key = Key.of(subject.title());
    TreeMap<Long, Example> few = kept.get(key);
    boolean full = few != null && few.size() == each;
    if (full && few.lastKey() <= subject.hash()) {
      return;
    }

    if (few != null || kept.size() < groups || kept.lastKey().compareTo(key) > 0) {
      keep(key, subject.hash(), example.get());
      cut();
    }
  }

  void add(Gallery other) {
    other.kept.forEach((key, few) -> few.forEach((hash, example) -> keep(key, hash, example)));
    cut();
  }

  private void keep(Key key, long hash, Example example) {
    TreeMap<Long, Example> few = kept.computeIfAbsent(key, any -> new TreeMap<>());
    few.put(hash, example);
    if (few.size() > each) {
      few.pollLastEntry();
    }
  }

  private void cut() {
    while (kept.size() > groups) {
      kept.pollLastEntry();
    }
  }

  /** By subset, then label, then hash. */
  List<Example> examples() {
    return kept.values().stream().flatMap(few -> few.values().stream()).toList();
  }
}
