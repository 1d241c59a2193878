package io.millrace.sample;

import java.util.Locale;

/** Which frame of a clip its label and mask are of: the reference's {@code VideoTargetFrame}. */
public enum TargetFrame {
  FIRST,
  LAST,
  /** Frame {@code length / 2}, rounded down. */
  MID,
  /** Every frame: labels and masks get an axis of frames. */
  ALL;

  /** {@code first}, {@code last}, {@code mid} or {@code all}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The frames of a clip of that length that are meant, counted from its first. */
  public FrameRange of(int length) {
    return switch (this) {
      case FIRST -> new FrameRange(0, 1);
      case LAST -> new FrameRange(length - 1, 1);
      case MID -> new FrameRange(length / 2, 1);
      case ALL -> new FrameRange(0, length);
    };
  }
}
