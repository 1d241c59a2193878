package io.millrace.decode;

/** Takes the unfiltered lines of a PNG, from top to bottom. */
@FunctionalInterface
interface PngLines {
  /** One line, whose first byte lies at {@code offset}; it is overwritten after the call. */
  void write(byte[] line, int offset);
}
