package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.RowSink;

/**
 * Resizes a decoder's rows as they come: all channels of a row become numbers and are weighed
 * together, and only what is left of them after both axes is told apart.
 */
final class ResizeRows implements RowSink {
  private final Levels levels;
  private final PlaneSink next;
  private final Resize.Axes axes;
  private ResizeSums sums;

  ResizeRows(Levels levels, Resize.Axes axes, PlaneSink next) {
    this.levels = levels;
    this.axes = axes;
    this.next = next;
  }

  @Override
  public void begin(int width, int height, int channels) {
    sums = new ResizeSums(next, axes, 0, channels);
  }

  @Override
  public void row(int y, byte[] pixels, int offset) {
    levels.weigh(pixels, offset, sums.begin(y));
    sums.end(y);
  }
}
