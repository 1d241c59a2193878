package io.millrace.config;

import java.util.Collection;

/**
 * A place in the configuration.
 *
 * @param path dotted, such as {@code data.train_augmentations[0].size}
 * @param problems where its problems go
 */
record Spot(String path, Problems problems) {
  Spot child(String name) {
    return new Spot(path + "." + name, problems);
  }

  Spot item(int index) {
    return new Spot(path + "[" + index + "]", problems);
  }

  /** Its value is not what it must be. */
  void invalid(Node node, String must) {
    String shown = node.shown();
    String cut = shown.length() > 80 ? shown.substring(0, 77) + "..." : shown;
    problems.add(node.position(), "Invalid " + path + ": " + cut + " (must be " + must + ")");
  }

  /** It has a key that it must not have. */
  void unknown(String name, Node node, Collection<String> names) {
    String hint =
        Nearest.to(name, names)
            .map(near -> "did you mean " + child(near).path + "?")
            .orElseGet(() -> "known: " + String.join(", ", names));
    problems.add(node.position(), "Invalid " + child(name).path + ": unknown key (" + hint + ")");
  }
}
