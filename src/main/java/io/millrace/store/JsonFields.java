package io.millrace.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An object of a JSON file, read field by field; what is missing or of another type is named.
 *
 * @param node the object
 * @param place the object around it, or the file
 * @param name of the field that holds it, or its list; empty for a file
 * @param index in the list, -1 where it is in none
 */
record JsonFields(JsonNode node, Object place, String name, int index) {
  /** The object that a file holds. */
  static JsonFields of(JsonNode node, String file) {
    return new JsonFields(node, file, "", -1);
  }

  /** Where it is, such as {@code snapshot /s/00000001.json shards[3]}. */
  @Override
  public String toString() {
    String element = index < 0 ? "" : "[" + index + "]";
    return name.isEmpty() ? place.toString() : place + " " + name + element;
  }

  private JsonNode field(String name, String type) {
    JsonNode value = node.path(name);
    if (value.isMissingNode()) {
      throw invalid(name, "is missing");
    }

    boolean fits =
        switch (type) {
          case "text" -> value.isTextual();
          case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
          case "number" -> value.isNumber();
          case "list" -> value.isArray();
          default -> value.isObject();
        };
    if (!fits) {
      throw invalid(name, "is no " + type);
    }

    return value;
  }

  InvalidStoreException invalid(String name, String why) {
    return new InvalidStoreException(
        "Invalid %s: %s %s (restore the file, or prepare the store again)"
            .formatted(this, name, why));
  }

  boolean has(String name) {
    return node.has(name);
  }

  String text(String name) {
    return field(name, "text").textValue();
  }

  long integer(String name) {
    return field(name, "integer").longValue();
  }

  int count(String name) {
    long value = integer(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw invalid(name, "is " + value);
    }

    return (int) value;
  }

  /** An unsigned number of 32 bits. */
  int unsigned(String name) {
    return (int) integer(name);
  }

  double number(String name) {
    return field(name, "number").doubleValue();
  }

  JsonFields object(String name) {
    return new JsonFields(field(name, "object"), this, name, -1);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  List<String> texts(String name) {
    List<String> values = new ArrayList<>();
    field(name, "list").forEach(value -> values.add(value.asText()));
    return values;
  }

  /** Numbers of 32 bits, signed or not. */
  List<Integer> integers(String name) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : field(name, "list")) {
      if (!value.isIntegralNumber()) {
        throw invalid(name, "holds " + value);
      }

      values.add((int) value.longValue());
    }

    return values;
  }

  <T> List<T> list(String name, Function<JsonFields, T> element) {
    List<T> values = new ArrayList<>();
    for (JsonNode value : field(name, "list")) {
      values.add(element.apply(new JsonFields(value, this, name, values.size())));
    }

    return values;
  }

  /** A value that is one of a closed set, by its text. */
  <T> T choice(String name, Function<String, T> parse) {
    try {
      return parse.apply(text(name));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "is " + text(name));
    }
  }
}
