package io.millrace.decode.video;

import java.io.IOException;

/** Frames that do not come from the packets that they were thought to come from. */
final class DisorderException extends IOException {
  private static final long serialVersionUID = 1L;

  DisorderException() {
    super("frames in another order than their packets say");
  }
}
