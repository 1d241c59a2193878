package io.millrace.sample;

import java.util.Locale;

/** What happens to a sample that is bad. */
public enum OnBadSample {
  /** The run fails. */
  FAIL,
  /** It is left out and listed: the batch is that much shorter. */
  QUARANTINE,
  /** Its row of the batch stays, all zeros, and it is listed: steps and ranks never change. */
  KEEP_SLOT;

  /** {@code fail}, {@code quarantine} or {@code keep_slot}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
