package io.millrace.config;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Named values that are read by their keys.
 *
 * @param values in the order of the file
 * @param spot its place; a key's path starts there
 * @param position where a missing key is told
 */
record Section(Map<String, Node> values, Spot spot, int position) {
  /** The value, if it is given and not null. */
  Optional<Node> given(Key<?> key) {
    return Optional.ofNullable(values.get(key.name())).filter(node -> !node.isNull());
  }

  /** The value, or the fallback where it is not given or is wrong, which is a problem then. */
  <T> T read(Key<T> key) {
    Node node = values.get(key.name());
    return node == null
        ? key.fallback()
        : key.type().read(node, spot.child(key.name())).orElse(key.fallback());
  }

  /** The same; not given is a problem too. */
  <T> T require(Key<T> key, String owner) {
    if (!values.containsKey(key.name())) {
      String text = "Missing %s: %s needs it (must be %s)";
      String path = spot.child(key.name()).path();
      spot.problems().add(position, text.formatted(path, owner, key.type().words()));
    }

    return read(key);
  }

  /** What is not among those names is a problem. */
  void refuseOthers(Collection<String> names) {
    values.forEach(
        (name, node) -> {
          if (!names.contains(name)) {
            spot.unknown(name, node, names);
          }
        });
  }
}
