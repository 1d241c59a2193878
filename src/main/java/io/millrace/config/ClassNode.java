package io.millrace.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The YAML form of an object: a bare name, or {@code class_path} with {@code init_args}. */
final class ClassNode {
  static final String CLASS_PATH = "class_path";
  private static final String INIT_ARGS = "init_args";

  private ClassNode() {}

  /** The class path or short name. */
  static Optional<String> path(Node node) {
    Node named = node.map().isEmpty() ? node : node.map().get().getOrDefault(CLASS_PATH, node);
    return named.text().filter(text -> text.matches("[A-Za-z_][\\w.]*"));
  }

  /** The last part of a class path. */
  static String shortName(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The arguments in their order: those of {@code init_args} and those beside it. */
  static Map<String, Node> arguments(Node node, Spot spot) {
    Map<String, Node> arguments = new LinkedHashMap<>();
    node.map().orElse(Map.of()).forEach((name, value) -> add(name, value, arguments, spot));
    return arguments;
  }

  /** Adds a value, or the values of {@code init_args}; the class path is none. */
  static void add(String name, Node value, Map<String, Node> arguments, Spot spot) {
    if (name.equals(CLASS_PATH) || (name.equals(INIT_ARGS) && value.isNull())) {
      return;
    }

    if (!name.equals(INIT_ARGS)) {
      put(name, value, arguments, spot);
    } else if (value.map().isEmpty()) {
      spot.child(name).invalid(value, "keys and values");
    } else {
      value.map().get().forEach((key, inner) -> put(key, inner, arguments, spot));
    }
  }

  private static void put(String name, Node value, Map<String, Node> arguments, Spot spot) {
    if (arguments.putIfAbsent(name, value) != null) {
      String path = spot.child(name).path();
      spot.problems()
          .add(value.position(), "Invalid " + path + ": it is given twice (keep one of them)");
    }
  }
}
