package io.millrace.decode;

/**
 * The decoder that the driver chose does not work in this process. No fault of any file: it is
 * never put down as one.
 */
public final class MissingDecoderException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  MissingDecoderException(String message) {
    super(message);
  }
}
