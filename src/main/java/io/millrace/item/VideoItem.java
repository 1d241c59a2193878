package io.millrace.item;

import java.util.Objects;

/**
 * A clip of a video: the reference's {@code VideoItem}.
 *
 * @param fields frames, label, mask, numbers of frames and paths
 */
public record VideoItem(ImageItem fields) {
  public VideoItem {
    Objects.requireNonNull(fields, "fields");
  }

  /** The frames: frames x 3 x height x width, or 3 x height x width of a single one. */
  public HostTensor image() {
    return fields.image();
  }

  /** Labels, 0 or 1: one element, or one a frame. */
  public HostTensor gtLabel() {
    return fields.tensor(ItemField.GT_LABEL);
  }

  /** The ground truth, 0 or 1: height x width, or frames x height x width. */
  public HostTensor gtMask() {
    return fields.gtMask();
  }

  /** Numbers of the target frames in their video, int64. */
  public HostTensor frames() {
    return fields.tensor(ItemField.FRAMES);
  }

  /** Number of the last frame of the video's last clip. */
  public int lastFrame() {
    return fields.tensor(ItemField.LAST_FRAME).data().getInt(0);
  }
}
