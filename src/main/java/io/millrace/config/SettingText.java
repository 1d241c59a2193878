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
      return YamlText.read(value, name).at(position);
    }

    return word(value, position);
  }

  /** A number, truth value, null or text. */
  static Node word(String value, int position) {
    if (value.indexOf(',') >= 0) {
      return new Scalar(Scalar.Type.COMMAS, value, position);
    }

    return value.matches(WORD)
        ? YamlText.read(value, "setting").at(position)
        : new Scalar(Scalar.Type.TEXT, value, position);
  }
}
