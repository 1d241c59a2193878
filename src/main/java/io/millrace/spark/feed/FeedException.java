package io.millrace.spark.feed;

/** A run of ranks has failed: names the rank, its host and what it was doing. */
public final class FeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the whole story as a sentence. */
  public FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
