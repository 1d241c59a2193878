package io.millrace.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One value as the user wrote it, and where: a scalar, a list, or keys and values. */
sealed interface Node {
  /** Where it stands: offset in the file; settings come behind the file. */
  int position();

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

  /**
   * A single value.
   *
   * @param raw as written, without quotes
   */
  record Scalar(Type type, String raw, int position) implements Node {
    private static final String WHOLE = "[-+]?[0-9][0-9_]*";
    private static final String NUMBER =
        "[-+]?([0-9][0-9_]*\\.?|\\.[0-9])[0-9_]*([eE][-+]?[0-9]+)?";

    /** What YAML takes it for. */
    enum Type {
      TEXT,
      /** A setting with commas: one text, or a list, whichever its key wants. */
      COMMAS,
      NUMBER,
      TRUTH,
      NULL
    }

    @Override
    public String shown() {
      return type == Type.TEXT || type == Type.COMMAS ? '"' + raw + '"' : raw;
    }

    @Override
    public boolean isNull() {
      return type == Type.NULL;
    }

    @Override
    public Optional<String> text() {
      return type == Type.TRUTH || type == Type.NULL ? Optional.empty() : Optional.of(raw);
    }

    @Override
    public Optional<Long> whole() {
      if (type != Type.NUMBER || !raw.matches(WHOLE)) {
        return Optional.empty();
      }

      try {
        return Optional.of(Long.valueOf(raw.replace("_", "")));
      } catch (NumberFormatException e) {
        return Optional.empty(); // more than 64 bits
      }
    }

    // 1e-3 is a text for YAML 1.1, and a number for everybody who writes it
    @Override
    public Optional<Double> number() {
      boolean possible = type == Type.NUMBER || type == Type.TEXT;
      return possible && raw.matches(NUMBER)
          ? Optional.of(Double.valueOf(raw.replace("_", "")))
          : Optional.empty();
    }

    @Override
    public Optional<Boolean> truth() {
      return type == Type.TRUTH ? Optional.of(raw.charAt(0) == 't') : Optional.empty();
    }

    @Override
    public Optional<List<Node>> list() {
      if (type != Type.COMMAS) {
        return Optional.empty();
      }

      List<Node> parts = new ArrayList<>();
      for (String part : raw.split(",", -1)) {
        parts.add(SettingText.word(part.strip(), position));
      }

      return Optional.of(parts);
    }
  }

  /** A list. */
  record Sequence(List<Node> elements, int position) implements Node {
    public Sequence {
      elements = List.copyOf(elements);
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
