package io.millrace.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A single value.
 *
 * @param raw as written, without quotes
 */
record Scalar(Type type, String raw, int position) implements Node {
  private static final String WHOLE = "[-+]?[0-9][0-9_]*";
  private static final String NUMBER = "[-+]?([0-9][0-9_]*\\.?|\\.[0-9])[0-9_]*([eE][-+]?[0-9]+)?";

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
  public Node at(int place) {
    return new Scalar(type, raw, place);
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
