package io.millrace.kernel;

/** Inflates whole streams. Safe for use by several threads. */
public interface WholeInflate {
  /**
   * Inflates the zlib stream in the first {@code length} bytes of {@code stream}.
   *
   * @param size how many bytes are wanted in {@code target}
   * @return whether it gave them, they are all that there are, and their Adler-32 is the stream's;
   *     if not, what is in {@code target} means nothing
   */
  boolean inflate(byte[] stream, int length, byte[] target, int size);
}
