package io.millrace.sample;

import java.util.Locale;

/** A subset of a data set. Tables hold {@link #text()}. */
public enum Split {
  TRAIN,
  VAL,
  TEST;

  /** {@code train}, {@code val} or {@code test}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The split of that name, as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException naming the three names
   */
  public static Split of(String text) {
    for (Split split : values()) {
      if (split.text().equals(text)) {
        return split;
      }
    }

    throw new IllegalArgumentException("Invalid split: " + text + " (must be train, val or test)");
  }
}
