package io.millrace.sample;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where the bytes of one field are: a path that any Hadoop file system understands, and the file's
 * length in bytes as it was listed, so that opening it needs no second look.
 *
 * @param path of the file; of a video in pictures, of the folder that they are in
 * @param length of the file, or of all files of the folder
 * @param frames of the video that are meant; {@link FrameRange#WHOLE} for anything else
 * @param videoFrames frames of the whole video, 0 for anything else
 */
public record Source(String path, long length, FrameRange frames, int videoFrames)
    implements Serializable {
  public Source {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(frames, "frames");
    if (length < 0) {
      throw new IllegalArgumentException("Invalid length of " + path + ": " + length);
    }

    if (frames.end() > videoFrames) {
      throw new IllegalArgumentException(
          "Invalid frames of %s: %d from %d, but it has %d"
              .formatted(path, frames.count(), frames.first(), videoFrames));
    }
  }

  /** A file that is read whole. */
  public Source(String path, long length) {
    this(path, length, FrameRange.WHOLE, 0);
  }
}
