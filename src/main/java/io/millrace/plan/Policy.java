package io.millrace.plan;

import java.util.Locale;

/** What happens to the rows that fill no whole step. */
public enum Policy {
  /** They are left out; other ones each epoch. */
  DROP_TAIL,
  /** The last step takes them and is short: every row exactly once. */
  KEEP_TAIL,
  /** The last step takes them and, where they do not suffice, the lane's first rows again. */
  WRAP,
  /**
   * The order of torch's {@code DistributedSampler(shuffle=True)}, and its batches. The last step
   * is short, and repeats the first rows where ranks do not divide what is left. Lanes and chunks
   * play no part: it reads any row at any time, and holds four bytes a row.
   */
  TORCH;

  /** {@code drop_tail}, {@code keep_tail}, {@code wrap} or {@code torch}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of that name, as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException naming the names
   */
  public static Policy of(String text) {
    for (Policy policy : values()) {
      if (policy.text().equals(text)) {
        return policy;
      }
    }

    throw new IllegalArgumentException(
        "Invalid policy: " + text + " (must be drop_tail, keep_tail, wrap or torch)");
  }

  /** Whether a batch may be larger than the split. */
  boolean takesShortBatches() {
    return this == KEEP_TAIL || this == TORCH;
  }
}
