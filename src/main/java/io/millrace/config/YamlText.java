package io.millrace.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads YAML to nodes that remember how each scalar was written and where it stood. */
final class YamlText {
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL) // "key:" is null; the builder forgets it
          .build();

  private final YAMLParser parser;
  private final Map<String, Node> anchors = new HashMap<>();

  private YamlText(YAMLParser parser) {
    this.parser = parser;
  }

  /**
   * The one document of that text; an empty text is an empty mapping.
   *
   * @throws InvalidConfigException naming source, line and column
   */
  static Node read(String yaml, String source) {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      if (parser.nextToken() == null) {
        return new Node.Mapping(Map.of(), 0);
      }

      Node root = new YamlText(parser).node();
      if (parser.nextToken() != null) {
        throw refusal(source, parser.currentTokenLocation(), "a second document (keep one)");
      }

      return root;
    } catch (JsonProcessingException e) {
      throw refusal(source, e.getLocation(), problem(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidConfigException refusal(String source, JsonLocation at, String problem) {
    return new InvalidConfigException(
        List.of(
            "Invalid YAML: %s, line %d, column %d: %s"
                .formatted(source, at.getLineNr(), at.getColumnNr(), problem)));
  }

  // SnakeYAML's messages show the place in indented lines, which our line and column say already
  private static String problem(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith(" "))
        .collect(Collectors.joining(": "))
        .replace("Duplicate field", "duplicate key");
  }

  private Node node() throws IOException {
    String anchor = parser.getObjectId();
    Node node = content();
    if (anchor != null) {
      anchors.put(anchor, node);
    }

    return node;
  }

  private Node content() throws IOException {
    if (parser.isCurrentAlias()) {
      return alias();
    }

    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      case VALUE_NULL -> scalar(Scalar.Type.NULL, "null");
      case VALUE_TRUE -> scalar(Scalar.Type.TRUTH, "true");
      case VALUE_FALSE -> scalar(Scalar.Type.TRUTH, "false");
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Scalar.Type.NUMBER, parser.getText());
      default -> scalar(Scalar.Type.TEXT, parser.getText());
    };
  }

  private Node alias() throws IOException {
    Node target = anchors.get(parser.getText());
    if (target == null) {
      throw new JsonParseException(
          parser,
          "unknown alias *" + parser.getText() + " (define it before with &)",
          parser.currentTokenLocation());
    }

    return target;
  }

  private Node scalar(Scalar.Type type, String raw) {
    return new Scalar(type, raw, position());
  }

  private Node sequence() throws IOException {
    int position = position();
    List<Node> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(node());
    }

    return new Node.Sequence(elements, position);
  }

  private Node mapping() throws IOException {
    int position = position();
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      entries.put(name, node());
    }

    return new Node.Mapping(entries, position);
  }

  private int position() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }
}
