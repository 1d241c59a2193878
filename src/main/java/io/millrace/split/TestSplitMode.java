package io.millrace.split;

import java.util.Locale;

/** Where the test set comes from. */
public enum TestSplitMode {
  /** The test folder's rows, without its normal ones. */
  NONE,
  /** The test folder; if it has no normal row, some rows of train join it. */
  FROM_DIR,
  /** Anomalies painted on normal rows: not supported yet. */
  SYNTHETIC;

  /** {@code none}, {@code from_dir} or {@code synthetic}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The mode of that name, all lower-case or all upper-case.
   *
   * @throws IllegalArgumentException naming the modes
   */
  public static TestSplitMode of(String text) {
    for (TestSplitMode mode : values()) {
      if (mode.text().equals(text) || mode.name().equals(text)) {
        return mode;
      }
    }

    throw new IllegalArgumentException(
        "Invalid test_split_mode: " + text + " (must be none, from_dir or synthetic)");
  }
}
