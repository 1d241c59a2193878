package io.millrace.sample;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * How videos are cut into clips, as torchvision's {@code VideoClips} does for the reference: clip k
 * of a video has the frames from {@code k * step} on, and the last clip is the last one that is
 * whole.
 *
 * @param length {@code clip_length_in_frames}, >= 1; 0 for still pictures
 * @param step {@code frames_between_clips}, >= 1; 0 for still pictures
 * @param target which frames labels and masks are of
 */
public record Clips(int length, int step, TargetFrame target) implements Serializable {
  /** Still pictures. */
  public static final Clips NONE = new Clips(0, 0, TargetFrame.LAST);

  public Clips {
    Objects.requireNonNull(target, "target");
    boolean none = length == 0 && step == 0;
    if (!none && (length < 1 || step < 1)) {
      throw new IllegalArgumentException(
          "Invalid clips: clip_length_in_frames %d, frames_between_clips %d (both must be >= 1)"
              .formatted(length, step));
    }
  }

  /** Whether samples are clips of videos. */
  public boolean exist() {
    return length > 0;
  }

  /** How many clips a video of that many frames has; none where it is shorter than a clip. */
  public int count(int frames) {
    return frames < length ? 0 : (frames - length) / step + 1;
  }

  /** The frames of clip {@code k}. */
  public FrameRange clip(int k) {
    return new FrameRange(Math.multiplyExact(k, step), length);
  }

  /**
   * How many frames of such a video are in any clip: those of the first, then of each other what is
   * not in the one before.
   */
  public int framesUsed(int frames) {
    int clips = count(frames);
    return clips == 0 ? 0 : (clips - 1) * Math.min(step, length) + length;
  }

  /** The place of a clip's first frame among the frames that any clip uses. */
  public int firstUsed(int k) {
    return Math.multiplyExact(k, Math.min(step, length));
  }

  /**
   * The label of clip {@code k}: abnormal if any of its target frames is.
   *
   * @param isAbnormal by the frame's number
   */
  public Label label(int k, IntPredicate isAbnormal) {
    FrameRange clip = clip(k);
    FrameRange targets = target.of(length);
    for (int t = targets.first(); t < targets.end(); t++) {
      if (isAbnormal.test(clip.first() + t)) {
        return Label.ABNORMAL;
      }
    }

    return Label.NORMAL;
  }

  /** How many frames of a clip have a label and a mask: 1, or all of them. */
  public int targets() {
    return target.of(length).count();
  }
}
