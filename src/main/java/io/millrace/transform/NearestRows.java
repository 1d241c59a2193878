package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.RowSink;

/** Picks the pixels of a mask that its resized one consists of: 1 where they are above 0. */
final class NearestRows implements RowSink {
  private final Taps vertical;
  private final Taps horizontal;
  private final PlaneSink next;
  private final float[] output;
  private int done;

  NearestRows(Resize.Axes axes, PlaneSink next) {
    this.vertical = axes.vertical();
    this.horizontal = axes.horizontal();
    this.next = next;
    this.output = new float[horizontal.outputs()];
  }

  @Override
  public void begin(int width, int height, int channels) {
    done = 0;
  }

  @Override
  public void row(int y, byte[] pixels, int offset) {
    if (done == vertical.outputs() || vertical.start(done) != y) {
      return;
    }

    for (int x = 0; x < output.length; x++) {
      output[x] = pixels[offset + horizontal.start(x)] == 0 ? 0f : 1f;
    }

    for (; done < vertical.outputs() && vertical.start(done) == y; done++) {
      next.row(0, done, output);
    }
  }
}
