package io.millrace.split;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a data set is split.
 *
 * @param testRatio part of train that joins a test set without normal rows, in (0, 1); 0 becomes
 *     0.5
 * @param valRatio part of train or test that becomes the validation set, in (0, 1); 0 becomes 0.5
 * @param seed seed of every random split; its low 32 bits count, and 0 is a seed
 */
public record SplitRule(
    TestSplitMode testMode, double testRatio, ValSplitMode valMode, double valRatio, long seed)
    implements Serializable {
  /** What the reference's base class puts in the place of 0 and of nothing. */
  private static final double DEFAULT_RATIO = 0.5;

  public SplitRule {
    Objects.requireNonNull(testMode, "testMode");
    Objects.requireNonNull(valMode, "valMode");
    testRatio = ratio("test_split_ratio", testRatio);
    valRatio = ratio("val_split_ratio", valRatio);
  }

  /**
   * What of this rule a later version brings, a message each; empty if all of it can be applied.
   */
  public List<String> unsupported() {
    List<String> messages = new ArrayList<>();
    if (testMode == TestSplitMode.SYNTHETIC) {
      messages.add(
          "Unsupported: test_split_mode synthetic comes in a later version"
              + " (use none or from_dir)");
    }

    if (valMode == ValSplitMode.SYNTHETIC) {
      messages.add(
          "Unsupported: val_split_mode synthetic comes in a later version"
              + " (use none, same_as_test, from_train, from_test or from_dir)");
    }

    return List.copyOf(messages);
  }

  UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(String.join("; ", unsupported()));
  }

  private static double ratio(String name, double ratio) {
    if (ratio == 0) {
      return DEFAULT_RATIO;
    }

    // the other part must be in (0, 1) too: 1 - 1e-17 is 1; NaN fails both
    if (!(ratio > 0 && ratio < 1) || 1 - ratio == 1) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + ratio + " (must be > 0 and < 1)");
    }

    return ratio;
  }
}
