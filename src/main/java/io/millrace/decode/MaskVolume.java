package io.millrace.decode;

import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import java.util.List;

/**
 * The masks of all frames of a video from one file, a bit a pixel in memory; a frame without any
 * pixel takes next to nothing. Reads MATLAB 5 files (a cell {@code volLabel} of matrices, one a
 * frame, or an array of height x width x frames) and {@code .npy} arrays of frames x height x
 * width. What is not zero belongs to the mask. Never changes once it is read.
 */
public final class MaskVolume {
  private final List<MaskBits> frames;

  private MaskVolume(List<MaskBits> frames) {
    this.frames = List.copyOf(frames);
  }

  /**
   * Unpacks a file, told by content. Whatever the bytes are, an {@link UnreadableException} is all
   * that can come of them, and nothing beyond the limits is allocated.
   */
  public static MaskVolume read(byte[] bytes, Limits limits) throws IOException {
    try {
      MaskFrames frames = new MaskFrames(limits);
      readInto(bytes, frames);
      return new MaskVolume(frames.frames());
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    } catch (OutOfMemoryError e) {
      throw new UnreadableException(
          Reason.TOO_LARGE, "holds masks for which this JVM has too little memory", e);
    }
  }

  private static void readInto(byte[] bytes, MaskFrames frames) throws UnreadableException {
    Format.refuseEmpty(bytes);
    if (Format.isPointer(bytes)) {
      throw new UnreadableException(Reason.LFS_POINTER, "is a Git LFS pointer, not a mask");
    }

    if (MatFile.isHdf5(bytes)) {
      throw Broken.unsupported(
          "is a MATLAB 7.3 file (HDF5), which is not supported (save it with -v7)");
    }

    if (NpyHeader.isNpy(bytes)) {
      NpyMasks.read(bytes, frames);
    } else if (MatFile.isMat(bytes)) {
      MatMasks.read(bytes, frames);
    } else {
      throw new UnreadableException(
          Reason.NOT_AN_IMAGE,
          "is no file of masks (.mat or .npy): it begins with '" + Format.beginning(bytes) + "'");
    }
  }

  static UnreadableException labels(long count) {
    return Broken.unsupported(
        "holds %d labels and no pixels, from which no mask can be made (give the file of the masks"
                .formatted(count)
            + " of pixels, or task: classification)");
  }

  /** How many frames have a mask here. */
  public int frames() {
    return frames.size();
  }

  /** Height and width of a frame, counted from 0. */
  public Size size(int frame) {
    return frames.get(frame).size();
  }

  /** Whether the mask of a frame has any pixel. */
  public boolean any(int frame) {
    return frames.get(frame).any();
  }

  /** How many pixels the mask of a frame has. */
  public long pixels(int frame) {
    return frames.get(frame).pixels();
  }

  /** Hands on the mask of a frame as a grey picture of a byte a pixel, 255 or 0. */
  public void rows(int frame, RowSink sink) {
    frames.get(frame).rows(sink);
  }
}
