package io.millrace.transform;

import io.millrace.item.PlaneSink;

/** Resizes rows of floats, each channel on its own. */
final class ResizeSink implements PlaneSink {
  private final ResizeSums[] channels;

  ResizeSink(PlaneSink next, Resize.Axes axes, int channels) {
    this.channels = new ResizeSums[channels];
    for (int channel = 0; channel < channels; channel++) {
      this.channels[channel] = new ResizeSums(next, axes, channel, 1);
    }
  }

  @Override
  public void row(int channel, int y, float[] values) {
    channels[channel].begin(y).weigh(values);
    channels[channel].end(y);
  }
}
