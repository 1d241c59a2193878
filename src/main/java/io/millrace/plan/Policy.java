package io.millrace.plan;

import java.util.Locale;

/** What happens to the rows that fill no whole step. */
public enum Policy {
  /** They are left out; other ones each epoch. */
  DROP_TAIL,
  /** The last step takes them and, where they do not suffice, the lane's first rows again. */
  WRAP;

  /** {@code drop_tail} or {@code wrap}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of that name, as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException naming the two names
   */
  public static Policy of(String text) {
    for (Policy policy : values()) {
      if (policy.text().equals(text)) {
        return policy;
      }
    }

    throw new IllegalArgumentException("Invalid policy: " + text + " (must be drop_tail or wrap)");
  }
}
