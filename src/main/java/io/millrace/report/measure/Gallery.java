package io.millrace.report.measure;

import io.millrace.report.profile.Example;
import io.millrace.sample.PathOrder;
import io.millrace.sample.Split;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keeps a few samples of each category, subset and label: those whose ids have the smallest hashes.
 * The more groups there are, the fewer of each; where there are too many even so, the last ones by
 * name have none.
 */
final class Gallery implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int most;
  private final int each;
  private final TreeMap<Key, TreeMap<Long, Example>> kept = new TreeMap<>();

  /** So many in all, and of each group. */
  Gallery(int most, int each) {
    this.most = most;
    this.each = each;
  }

  private record Key(String category, Split split, String label)
      implements Comparable<Key>, Serializable {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::category, PathOrder.BY_CODE_POINT)
            .thenComparing(Key::split)
            .thenComparing(Key::label, PathOrder.BY_CODE_POINT);

    static Key of(Example.Title title) {
      return new Key(title.category(), title.split(), title.label());
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
    boolean full = few != null && few.size() == ofEach();
    if (full && few.lastKey() <= subject.hash()) {
      return;
    }

    if (few != null || kept.size() < most || kept.lastKey().compareTo(key) > 0) {
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
  }

  private int ofEach() {
    return Math.max(1, Math.min(each, most / Math.max(1, kept.size())));
  }

  private void cut() {
    while (kept.size() > most) {
      kept.pollLastEntry();
    }

    for (TreeMap<Long, Example> few : kept.values()) {
      while (few.size() > ofEach()) {
        few.pollLastEntry();
      }
    }
  }

  /** By category, subset, label, then hash. */
  List<Example> examples() {
    return kept.values().stream().flatMap(few -> few.values().stream()).toList();
  }
}
