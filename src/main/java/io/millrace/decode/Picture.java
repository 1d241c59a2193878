package io.millrace.decode;

import io.millrace.item.Size;
import io.millrace.sample.UnreadableException;

/** A file whose header has been read and whose pixels have not. */
interface Picture {
  ImageInfo info();

  /** Values a pixel as they are stored. */
  int channels();

  /** Bits of a value as it is stored. */
  int bits();

  /** The size of the rows that {@link #write} gives: a picture may be decoded smaller. */
  default Size size(ColorMode mode) {
    return new Size(info().height(), info().width());
  }

  /** Decodes every row, from top to bottom. */
  void write(Rows out) throws UnreadableException;
}
