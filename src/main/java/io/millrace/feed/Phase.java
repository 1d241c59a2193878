package io.millrace.feed;

import java.util.Locale;

/** What a rank is doing. */
public enum Phase {
  /** Before its first batch: rendezvous, opening tables, restoring. */
  START,
  /** Waiting for a batch that no thread is decoding yet. */
  WAIT,
  /** Waiting for a batch that is being read or decoded. */
  DECODE,
  /** Moving a batch to its device. */
  COPY,
  /** The program's own work. */
  STEP,
  /** Writing a checkpoint. */
  CHECKPOINT,
  /** Its program has returned. */
  END;

  /** {@code wait}, {@code decode}, ... */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
