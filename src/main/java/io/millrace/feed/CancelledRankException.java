package io.millrace.feed;

/**
 * This rank must stop: another one was lost, a newer generation has begun, or the job has ended.
 */
public final class CancelledRankException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason, as a sentence. */
  public CancelledRankException(String message) {
    super(message);
  }
}
