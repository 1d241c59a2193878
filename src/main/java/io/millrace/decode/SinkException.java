package io.millrace.decode;

/** Carries a sink's own failure past the decoders, so that no file is blamed for it. */
final class SinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RuntimeException failure;

  SinkException(RuntimeException failure) {
    super(failure);
    this.failure = failure;
  }

  RuntimeException failure() {
    return failure;
  }
}
