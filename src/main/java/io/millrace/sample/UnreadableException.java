package io.millrace.sample;

import java.io.IOException;

/**
 * One file that cannot be read or decoded. Whoever knows the sample turns it into a {@link
 * BadSampleException}; the message is half a sentence that follows the path, such as {@code "is
 * truncated: 1234 of 5678 bytes"}.
 */
public class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A file problem with its reason and what was found. */
  public UnreadableException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** The same, with the decoder's own exception behind it. */
  public UnreadableException(Reason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  /** What is wrong with the file. */
  public Reason reason() {
    return reason;
  }
}
