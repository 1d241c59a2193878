package io.millrace.transform;

import io.millrace.item.PlaneSink;

/**
 * A separable resize as rows arrive: each input row is added to the few output rows that need it; a
 * complete one is resized horizontally and handed on.
 */
final class ResizeSink implements PlaneSink {
  private final PlaneSink next;
  private final Taps vertical;
  private final RowSums horizontal;
  private final int width;
  private final float[][][] sums; // channel, output row modulo the number of live rows, column
  private final int[] done; // channel: output rows that are complete
  private final float[] output;

  ResizeSink(PlaneSink next, Taps vertical, Taps horizontal, int channels) {
    this.next = next;
    this.vertical = vertical;
    this.horizontal = new RowSums(horizontal);
    this.width = horizontal.end(horizontal.outputs() - 1); // ends never decrease
    this.sums = new float[channels][liveRows(vertical)][this.horizontal.reach()];
    this.done = new int[channels];
    this.output = new float[horizontal.outputs()];
  }

  /** How many output rows one input row can belong to, at most. */
  private static int liveRows(Taps taps) {
    int most = 1;
    int first = 0;
    for (int i = 0; i < taps.outputs(); i++) {
      while (taps.end(first) <= taps.start(i)) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }

    return most;
  }

  @Override
  public void row(int channel, int y, float[] values) {
    int rows = vertical.outputs();
    int first = done[channel];
    for (int i = first; i < rows && vertical.start(i) <= y; i++) {
      if (y < vertical.end(i)) {
        add(sums[channel][i % sums[channel].length], values, i, y);
      }

      if (y == vertical.end(i) - 1) {
        done[channel] = i + 1;
        horizontal.sum(sums[channel][i % sums[channel].length], output);
        next.row(channel, i, output);
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
}
