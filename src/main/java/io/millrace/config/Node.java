package io.millrace.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One value as the user wrote it, and where: a scalar, a list, or keys and values. */
interface Node {
  /** Where it stands: offset in the file; settings come behind the file. */
  int position();

  /** The same value, with all in it, somewhere else. */
  Node at(int place);

  /** How a message shows it. */
  String shown();

  /** Whether it is YAML's null. */
  default boolean isNull() {
    return false;
  }

  /** The text, if it is one or a number: a category 01 stays 01. */
  default Optional<String> text() {
    return Optional.empty();
  }

  /** The whole number, if it is one. */
  default Optional<Long> whole() {
    return Optional.empty();
  }

  /** The number, if it is one. */
  default Optional<Double> number() {
    return Optional.empty();
  }

  /** The truth value, if it is one. */
  default Optional<Boolean> truth() {
    return Optional.empty();
  }

  /** The elements, if it is a list. */
  default Optional<List<Node>> list() {
    return Optional.empty();
  }

  /** Keys and values in their order, if it is such. */
  default Optional<Map<String, Node>> map() {
    return Optional.empty();
  }

  /** A list. */
  record Sequence(List<Node> elements, int position) implements Node {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public Node at(int place) {
      return new Sequence(elements.stream().map(one -> one.at(place)).toList(), place);
    }

    @Override
    public String shown() {
      return elements.stream().map(Node::shown).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Optional<List<Node>> list() {
      return Optional.of(elements);
    }
  }

  /** Keys and values, in their order. */
  record Mapping(Map<String, Node> entries, int position) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Node at(int place) {
      Map<String, Node> moved = new LinkedHashMap<>(entries);
      moved.replaceAll((name, value) -> value.at(place));
      return new Mapping(moved, place);
    }

    @Override
    public String shown() {
      return entries.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue().shown())
          .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public Optional<Map<String, Node>> map() {
      return Optional.of(entries);
    }
  }
}
