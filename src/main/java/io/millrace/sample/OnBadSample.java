package io.millrace.sample;

import java.util.Locale;

/** What happens to a sample that is bad: the run fails, or the sample is left out and listed. */
public enum OnBadSample {
  FAIL,
  QUARANTINE;

  /** {@code fail} or {@code quarantine}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
