package io.millrace.report;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.sample.FrameRange;
import io.millrace.sample.TargetFrame;
import java.util.Objects;

/**
 * What a row shows beside one picture: more frames, and a depth map.
 *
 * @param frames of each row, 1 of a still picture
 * @param target frames that the masks belong to
 * @param depths rows x channels x height x width, float32; 0 rows long where there are none
 */
public record Strip(int frames, TargetFrame target, HostTensor depths) {
  /** One still picture. */
  public static final Strip STILL =
      new Strip(1, TargetFrame.LAST, HostTensor.zeros(DType.F32, 0, 1, 1, 1));

  public Strip {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(depths, "depths");
    if (frames < 1) {
      throw new IllegalArgumentException("Invalid frames: " + frames + " (must be >= 1)");
    }
  }

  boolean hasDepth() {
    return depths.axis(0) > 0;
  }

  /** Pictures of a row side by side. */
  int panels() {
    return frames + (hasDepth() ? 1 : 0);
  }

  /** Which of a row's masks a panel has; -1 for none. */
  int mask(int panel) {
    FrameRange targets = target.of(frames);
    boolean has = panel >= targets.first() && panel < targets.end();
    return has ? panel - targets.first() : -1;
  }
}
