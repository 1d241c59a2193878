package io.millrace.store;

import java.util.Locale;

/** What the shards of a store hold. */
public enum StoreKind {
  /** The files' own bytes, whatever their size. */
  PACKED,
  /** Pictures after the deterministic beginning of the transforms, all of one size. */
  TENSORS;

  /** {@code packed} or {@code tensors}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of that name, as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException naming the two names
   */
  public static StoreKind of(String text) {
    for (StoreKind kind : values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }

    throw new IllegalArgumentException(
        "Invalid kind of store: " + text + " (must be packed or tensors)");
  }
}
