package io.millrace.sample;

import java.io.Serializable;
import java.util.Objects;

/**
 * What samples consist of.
 *
 * @param task whether they have masks
 * @param clips how they are cut out of videos; {@link Clips#NONE} for still pictures
 * @param depth what is made of their depth maps; {@link Depth#NONE} where there are none
 * @param originals whether clips keep their target frames as they were decoded
 */
public record Contents(Task task, Clips clips, Depth depth, OriginalFrames originals)
    implements Serializable {
  public Contents {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(clips, "clips");
    Objects.requireNonNull(depth, "depth");
    Objects.requireNonNull(originals, "originals");
  }

  /** Still pictures, with masks or without. */
  public static Contents of(Task task) {
    return new Contents(task, Clips.NONE, Depth.NONE, OriginalFrames.DROP);
  }

  /** What a store keeps of it: maps that are resized, nothing that can be made of others. */
  public Contents stored() {
    Depth kept =
        depth.exists()
            ? new Depth(depth.channels(), Depth.Resizing.ON, Depth.Valid.OFF)
            : Depth.NONE;
    return new Contents(task, clips, kept, OriginalFrames.DROP);
  }

  /** Frames of a sample; 1 of a still picture. */
  public int frames() {
    return clips.exist() ? clips.length() : 1;
  }

  /** Frames of a sample that have a label and a mask. */
  public int targets() {
    return clips.exist() ? clips.targets() : 1;
  }
}
