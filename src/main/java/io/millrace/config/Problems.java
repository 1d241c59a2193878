package io.millrace.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, to be told at once and in the order of the file. */
final class Problems {
  /** Behind everything: for what is missing altogether. */
  static final int LAST = Integer.MAX_VALUE;

  private final List<Problem> found = new ArrayList<>();

  private record Problem(int position, String text) {}

  void add(int position, String text) {
    found.add(new Problem(position, text));
  }

  void addAll(int position, List<String> texts) {
    texts.forEach(text -> add(position, text));
  }

  /** Throws all of them, if there are any. */
  void raise() {
    if (!found.isEmpty()) {
      throw new InvalidConfigException(
          found.stream()
              .sorted(Comparator.comparingInt(Problem::position))
              .map(Problem::text)
              .distinct()
              .toList());
    }
  }
}
