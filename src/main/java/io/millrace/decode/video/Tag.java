package io.millrace.decode.video;

import org.bytedeco.javacpp.Pointer;

/** A number that FFmpeg carries about as an address and never follows. */
final class Tag extends Pointer {
  Tag at(long number) {
    address = number;
    return this;
  }

  /** The number that FFmpeg has carried, 0 for none. */
  static long of(Pointer carried) {
    return carried == null ? 0 : carried.address();
  }
}
