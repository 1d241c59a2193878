package io.millrace.report.profile;

import io.millrace.item.Size;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What a pipeline makes of one picture.
 *
 * @param sampleId whose picture it is; empty where no training picture could be read
 * @param steps first the picture as it was decoded, or as the store has it, then what each
 *     operation made of it
 */
public record Steps(String sampleId, List<Step> steps) implements Serializable {
  /** No picture. */
  public static final Steps NONE = new Steps("", List.of());

  public Steps {
    Objects.requireNonNull(sampleId, "sampleId");
    steps = List.copyOf(steps);
  }

  /**
   * After one operation.
   *
   * @param operation its name, such as {@code Resize}; empty for the picture as it was decoded
   * @param arguments its name and arguments as one JSON object; empty likewise
   * @param size of the picture then
   * @param low the smallest value then, 0 to 1 before {@code Normalize}
   * @param high the largest value
   * @param picture small; values beyond [0, 1] are stretched to black and white
   */
  public record Step(
      String operation, String arguments, Size size, float low, float high, Thumb picture)
      implements Serializable {
    public Step {
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(arguments, "arguments");
      Objects.requireNonNull(size, "size");
      Objects.requireNonNull(picture, "picture");
    }
  }
}
