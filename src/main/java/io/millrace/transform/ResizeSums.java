package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.kernel.LiveRows;
import io.millrace.kernel.RowSums;
import java.util.Arrays;

/**
 * A separable resize as rows arrive: each input row is added to the few output rows that need it; a
 * complete one is resized horizontally and handed on. The values of {@code step} channels may lie
 * interleaved in a row (RGBRGB...).
 */
final class ResizeSums {
  private final PlaneSink next;
  private final int channel;
  private final int step;
  private final Taps vertical;
  private final RowSums horizontal;
  private final float[][] live; // output row modulo their number
  private final float[][] output;
  private final LiveRows targets;
  private int done; // output rows that are complete

  /** Channels {@code channel} to {@code channel + step - 1} of a picture. */
  ResizeSums(PlaneSink next, Resize.Axes axes, int channel, int step) {
    this.next = next;
    this.channel = channel;
    this.step = step;
    this.vertical = axes.vertical();
    Taps columns = axes.horizontal();
    this.horizontal = RowSums.of(columns.row(), step);
    this.live = new float[vertical.overlap()][columns.row().reach() * step + RowSums.MARGIN];
    int width = columns.end(columns.outputs() - 1) * step; // ends never decrease
    this.targets = new LiveRows(live.length, width);
    this.output = new float[step][columns.outputs()];
  }

  /** The sums to which row {@code y} of the input is to be added. */
  LiveRows begin(int y) {
    targets.clear();
    int rows = vertical.outputs();
    for (int i = done; i < rows && vertical.start(i) <= y; i++) {
      if (y < vertical.end(i)) {
        float[] sum = live[i % live.length];
        int k = y - vertical.start(i);
        if (k == 0) {
          Arrays.fill(sum, 0, targets.width(), 0f);
        }

        targets.add(sum, vertical.weights(i)[k]);
      }
    }

    return targets;
  }

  /** Hands on what is complete once row {@code y} was added. */
  void end(int y) {
    for (int i = done; i < vertical.outputs() && vertical.start(i) <= y; i++) {
      if (y == vertical.end(i) - 1) {
        done = i + 1;
        finish(i);
      }
    }
  }

  private void finish(int i) {
    horizontal.sum(live[i % live.length], output);
    for (int each = 0; each < step; each++) {
      next.row(channel + each, i, output[each]);
    }
  }
}
