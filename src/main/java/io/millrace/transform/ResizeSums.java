package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.kernel.Accelerators;
import io.millrace.kernel.RowSums;

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
  private final int width;
  private int done; // output rows that are complete

  /** Channels {@code channel} to {@code channel + step - 1} of a picture. */
  ResizeSums(PlaneSink next, Resize.Axes axes, int channel, int step) {
    this.next = next;
    this.channel = channel;
    this.step = step;
    this.vertical = axes.vertical();
    Taps columns = axes.horizontal();
    this.horizontal = Accelerators.chosen().kernels().rowSums(columns.row(), step);
    this.width = columns.end(columns.outputs() - 1) * step; // ends never decrease
    this.live = new float[vertical.overlap()][columns.row().reach() * step + RowSums.MARGIN];
    this.output = new float[step][columns.outputs()];
  }

  /** Row {@code y} of the input, {@code width * step} values. */
  void row(int y, float[] values) {
    int rows = vertical.outputs();
    for (int i = done; i < rows && vertical.start(i) <= y; i++) {
      if (y < vertical.end(i)) {
        add(live[i % live.length], values, i, y);
      }

      if (y == vertical.end(i) - 1) {
        done = i + 1;
        finish(i);
      }
    }
  }

  private void add(float[] sum, float[] values, int i, int y) {
    int k = y - vertical.start(i);
    float weight = vertical.weights(i)[k];
    if (k == 0) {
      for (int x = 0; x < width; x++) {
        sum[x] = weight * values[x];
      }
      return;
    }

    for (int x = 0; x < width; x++) {
      sum[x] += weight * values[x];
    }
  }

  private void finish(int i) {
    horizontal.sum(live[i % live.length], output);
    for (int each = 0; each < step; each++) {
      next.row(channel + each, i, output[each]);
    }
  }
}
