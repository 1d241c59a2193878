package io.millrace.feed;

import java.io.IOException;

/**
 * Another rank does not answer: not this rank's fault. The generation ends and the next one goes on
 * from the newest checkpoint, where any other exception of a program ends the job.
 */
public final class LostPeerException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With the reason, as a sentence. */
  public LostPeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
