package io.millrace.decode;

import io.millrace.item.Size;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The masks of a video as they are read, within the limits. */
final class MaskFrames {
  /** Numbers are looked at in pieces of that many bytes. */
  static final int PIECE = 1 << 16;

  private static final byte[] ZEROS = new byte[PIECE];

  private final Limits limits;
  private final List<MaskBits> frames = new ArrayList<>();
  private long held;

  MaskFrames(Limits limits) {
    this.limits = limits;
  }

  List<MaskBits> frames() {
    return frames;
  }

  /** Begins a frame. */
  MaskBits add(int height, int width) throws UnreadableException {
    limits.check(width, height);
    charge(MaskBits.OBJECTS);
    MaskBits frame = new MaskBits(new Size(height, width));
    frames.add(frame);
    return frame;
  }

  private void charge(long bytes) throws UnreadableException {
    held += bytes;
    if (held > limits.maxMaskBytes()) {
      throw new UnreadableException(
          Reason.TOO_LARGE,
          "holds masks that need more than %d bytes at a bit a pixel"
              .formatted(limits.maxMaskBytes()));
    }
  }

  /**
   * Numbers from the buffer's position to its limit, the first of which is number {@code first}.
   */
  void take(MaskBits frame, MaskNumbers numbers, long first, ByteBuffer values)
      throws UnreadableException {
    int at = values.arrayOffset() + values.position();
    int end = values.arrayOffset() + values.limit();
    if (Arrays.mismatch(values.array(), at, end, ZEROS, 0, end - at) < 0) {
      return;
    }

    if (!frame.any()) {
      charge(frame.bytes());
      frame.allocate();
    }
    numbers.set(frame, first, values);
  }
}
