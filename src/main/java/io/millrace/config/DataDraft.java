package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The data set and its keys as they are gathered: first from the file, then from the settings. */
final class DataDraft {
  static final String DATA = "data";
  static final String SEED_EVERYTHING = "seed_everything";
  private static final String SEED = DataKeys.SEED.name();

  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> singles = new LinkedHashMap<>();

  DataDraft(Problems problems) {
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  Spot spot() {
    return new Spot(DATA, problems);
  }

  /** The keys of the data set, to be changed. */
  Map<String, Node> values() {
    return values;
  }

  /** The name of the data set; a later one wins. */
  void dataset(Node node) {
    singles.put(DATA, node);
  }

  /** The name of the data set, or what stands in its place. */
  Optional<Node> dataset() {
    return Optional.ofNullable(singles.get(DATA)).filter(node -> !node.isNull());
  }

  /** The seed of everything, which counts where the data has none. */
  void seed(Node node) {
    // Lightning's true and false stand for "choose one" and "leave it"
    if (node.whole().isPresent() || node.truth().isPresent() || node.isNull()) {
      singles.put(SEED_EVERYTHING, node);
    } else {
      new Spot(SEED_EVERYTHING, problems).invalid(node, "a whole number, true or false");
    }
  }

  /** The keys of the data set, complete. */
  Section section() {
    Map<String, Node> all = new LinkedHashMap<>(values);
    Node everything = singles.get(SEED_EVERYTHING);
    boolean wanted = !all.containsKey(SEED) || all.get(SEED).isNull();
    if (wanted && everything != null && everything.whole().isPresent()) {
      all.put(SEED, everything);
    }

    return new Section(all, spot(), Problems.LAST);
  }
}
