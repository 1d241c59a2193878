package io.millrace.split;

import java.util.Locale;

/** Where the validation set comes from. */
public enum ValSplitMode {
  /** No validation set. */
  NONE,
  /** The rows of the test set, which keeps them. */
  SAME_AS_TEST,
  /** A part of each label of train, which loses it. */
  FROM_TRAIN,
  /** A part of each label of test, which loses it. */
  FROM_TEST,
  /** Anomalies painted on rows of train: not supported yet. */
  SYNTHETIC,
  /** The data set's own validation folder. */
  FROM_DIR;

  /** The name in lower case, such as {@code same_as_test}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The mode of that name, all lower-case or all upper-case.
   *
   * @throws IllegalArgumentException naming the modes
   */
  public static ValSplitMode of(String text) {
    for (ValSplitMode mode : values()) {
      if (mode.text().equals(text) || mode.name().equals(text)) {
        return mode;
      }
    }

    throw new IllegalArgumentException(
        "Invalid val_split_mode: "
            + text
            + " (must be none, same_as_test, from_train, from_test, synthetic or from_dir)");
  }
}
