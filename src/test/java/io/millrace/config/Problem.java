package io.millrace.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Reads what is wrong with a configuration. */
final class Problem {
  private Problem() {}

  static List<String> of(ConfigInput input) {
    InvalidConfigException thrown =
        catchThrowableOfType(InvalidConfigException.class, () -> ConfigReader.read(input));
    return thrown == null ? List.of() : thrown.problems();
  }

  static List<String> of(String yaml) {
    return of(ConfigInput.of(yaml, "a.yaml"));
  }

  /** Of a key of MVTecAD. */
  static List<String> ofKey(String line) {
    return of("class_path: MVTecAD\n" + line);
  }
}
