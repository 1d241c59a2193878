package io.millrace.config;

/** Reads the value of a setting such as {@code --data.image_size [256,256]}. */
final class SettingText {
  private static final String WORD = "[-+]?\\.?\\w[-+.\\w]*|~";

  private SettingText() {}

  /**
   * YAML where it begins like a YAML list, mapping or quoted text; else a word or a text as it is,
   * so that paths with {@code #}, {@code *} or {@code : } need no quotes.
   *
   * @throws InvalidConfigException if it begins like YAML and is none
   */
  static Node read(String value, String name, int position) {
    if (!value.isEmpty() && "[{'\"".indexOf(value.charAt(0)) >= 0) {
      return moved(YamlText.read(value, name), position);
    }

    return word(value, position);
  }

  /** A number, truth value, null or text. */
  static Node word(String value, int position) {
    if (value.indexOf(',') >= 0) {
      return new Node.Scalar(Node.Scalar.Type.COMMAS, value, position);
    }

    return value.matches(WORD)
        ? moved(YamlText.read(value, "setting"), position)
        : new Node.Scalar(Node.Scalar.Type.TEXT, value, position);
  }

  private static Node moved(Node node, int position) {
    if (node instanceof Node.Scalar scalar) {
      return new Node.Scalar(scalar.type(), scalar.raw(), position);
    }

    if (node instanceof Node.Sequence sequence) {
      return new Node.Sequence(sequence.elements(), position);
    }

    return new Node.Mapping(node.map().orElseThrow(), position);
  }
}
