package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/** A file whose header has been read and whose pixels have not. */
interface Picture {
  ImageInfo info();

  /** Decodes every row, from top to bottom. */
  void write(Rows out) throws UnreadableException;
}
