package io.millrace.store;

/**
 * A store that cannot be opened or written: it is none, it needs a newer version, or its place does
 * not allow it. The message is the whole sentence, with the way out.
 */
public final class InvalidStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What cannot be done, to what, why, and the way out. */
  public InvalidStoreException(String message) {
    super(message);
  }

  /** The same, with the failure behind it. */
  public InvalidStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
