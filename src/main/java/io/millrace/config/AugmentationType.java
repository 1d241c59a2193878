package io.millrace.config;

import io.millrace.transform.Compose;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Augmentations by their torchvision names: {@code class_path} with {@code init_args}, a bare name,
 * a list, or null for none.
 */
record AugmentationType() implements ValueType<Compose> {
  private static final List<String> NAMES =
      Operation.ALL.stream().map(Operation::className).toList();

  @Override
  public String words() {
    return "a transform with class_path and init_args, or a list of them";
  }

  @Override
  public Optional<Compose> read(Node node, Spot spot) {
    if (node.isNull()) {
      return Optional.of(Compose.NONE);
    }

    if (node.list().isPresent()) {
      return Optional.of(sequence(node.list().get(), spot));
    }

    Optional<String> classPath = ClassNode.path(node);
    if (classPath.isEmpty()) {
      spot.invalid(node, words());
    }

    return classPath.flatMap(path -> operation(path, node, spot));
  }

  private Compose sequence(List<Node> nodes, Spot spot) {
    Compose all = Compose.NONE;
    for (int i = 0; i < nodes.size(); i++) {
      all = all.then(read(nodes.get(i), spot.item(i)).orElse(Compose.NONE));
    }

    return all;
  }

  private static Optional<Compose> operation(String classPath, Node node, Spot spot) {
    String name = ClassNode.shortName(classPath);
    for (Operation operation : Operation.ALL) {
      if (operation.className().equals(name)) {
        Map<String, Node> arguments = ClassNode.arguments(node, spot);
        return Optional.of(operation.of(new Section(arguments, spot, node.position())));
      }
    }

    String near = Nearest.to(name, NAMES).map(one -> "; did you mean " + one + "?").orElse("");
    String text = "Unsupported transform: %s at %s (this version has %s%s)";
    spot.problems()
        .add(node.position(), text.formatted(name, spot.path(), String.join(", ", NAMES), near));
    return Optional.empty();
  }
}
