package io.millrace.sample;

import java.io.Serializable;

/**
 * Which frames of a video a source means.
 *
 * @param first from 0
 * @param count how many, one after the other; 0 for a file that is read whole
 */
public record FrameRange(int first, int count) implements Serializable {
  /** A file that is read whole: no video. */
  public static final FrameRange WHOLE = new FrameRange(0, 0);

  public FrameRange {
    if (first < 0 || count < 0 || first > Integer.MAX_VALUE - count) {
      throw new IllegalArgumentException("Invalid frames: " + count + " from " + first);
    }
  }

  /** Whether it means frames of a video. */
  public boolean isVideo() {
    return count > 0;
  }

  /** The frame after the last one. */
  public int end() {
    return first + count;
  }
}
