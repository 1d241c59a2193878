package io.millrace.report.profile;

import io.millrace.sample.Label;
import io.millrace.sample.Split;
import java.util.Objects;

/**
 * Samples of one category, subset and label.
 *
 * @param category empty where the data set has none
 * @param split the subset
 * @param label name of the class, such as {@code good} or {@code bent}
 * @param labelIndex normal, abnormal or unknown
 * @param samples how many
 */
public record Group(String category, Split split, String label, Label labelIndex, long samples) {
  public Group {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(labelIndex, "labelIndex");
  }
}
