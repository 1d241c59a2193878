package io.millrace.report.page;

import io.millrace.report.profile.Steps;
import java.util.List;
import java.util.Objects;

/**
 * A picture after one operation.
 *
 * @param step the operation
 * @param picture what it made
 */
public record Stage(Steps.Step step, Panel picture) {
  public Stage {
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(picture, "picture");
  }

  static List<Stage> of(Steps steps, Album album) {
    return steps.steps().stream()
        .map(step -> new Stage(step, album.picture(step.picture(), alt(steps, step))))
        .toList();
  }

  private static String alt(Steps steps, Steps.Step step) {
    return step.operation().isEmpty()
        ? steps.sampleId() + " before any operation"
        : steps.sampleId() + " after " + step.operation();
  }

  /** The operation, or that it is the first picture. */
  public String title() {
    return step.operation().isEmpty() ? "as it was read" : step.operation();
  }

  /** Its size and the range of its values. */
  public String measures() {
    return "%s, %s to %s"
        .formatted(Words.size(step.size()), Words.number(step.low()), Words.number(step.high()));
  }
}
