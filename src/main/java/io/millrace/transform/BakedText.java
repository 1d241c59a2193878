package io.millrace.transform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the operations that a store has baked: what {@link Compose#canonical} wrote of them. */
final class BakedText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BakedText() {}

  static Compose read(String text) {
    List<Transform> operations = new ArrayList<>();
    try {
      for (JsonNode each : JSON.readTree(text)) {
        operations.add(operation(each));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Invalid operations: " + text + " (must be JSON)", e);
    }

    Compose read = new Compose(operations);
    if (!read.canonical().equals(text)) {
      throw new IllegalArgumentException(
          "Unsupported operations: " + text + " (read the store with the version that made it)");
    }

    return read;
  }

  private static Transform operation(JsonNode node) {
    String name = node.path("op").asText();
    return switch (name) {
      case "CenterCrop" -> new CenterCrop(node.path("height").asInt(), node.path("width").asInt());
      case "Resize" -> resize(node);
      default ->
          throw new IllegalArgumentException(
              "Unsupported operation: " + name + " (read the store with the version that made it)");
    };
  }

  private static Resize resize(JsonNode node) {
    Resize.Target target =
        new Resize.Target(
            node.path("height").asInt(),
            node.path("width").asInt(),
            node.path("shorter_side").asInt());
    String interpolation = node.path("interpolation").asText().toUpperCase(Locale.ROOT);
    Resize.Antialias antialias =
        node.path("antialias").asBoolean() ? Resize.Antialias.ON : Resize.Antialias.OFF;
    return new Resize(target, Interpolation.valueOf(interpolation), antialias);
  }
}
