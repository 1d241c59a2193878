package io.millrace.config;

import java.util.List;

/**
 * The user's configuration is wrong; the message lists every problem at once. An illegal argument,
 * which PySpark shows as one paragraph and not as a trace of Java.
 */
public class InvalidConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** All problems found, at least one, each a sentence with its way out. */
  public InvalidConfigException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }

    return problems.size()
        + " problems in the configuration:\n  - "
        + String.join("\n  - ", problems);
  }

  /** Each problem. */
  public List<String> problems() {
    return problems;
  }
}
