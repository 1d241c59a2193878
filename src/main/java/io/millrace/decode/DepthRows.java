package io.millrace.decode;

import io.millrace.item.PlaneSink;
import java.nio.ByteBuffer;

/**
 * Stored numbers to the rows of channels. They are read in bulk and parted afterwards: asking a
 * buffer for each number would take several times as long.
 */
final class DepthRows {
  private final PlaneSink sink;
  private final SampleType type;
  private final int step;
  private final float[] line;
  private final float[] row;

  /** For lines of {@code width} pixels of {@code step} numbers each. */
  DepthRows(PlaneSink sink, SampleType type, int width, int step) {
    this.sink = sink;
    this.type = type;
    this.step = step;
    this.line = new float[Math.multiplyExact(width, step)];
    this.row = new float[step == 1 ? 0 : width];
  }

  /** Pixels {@code x} and following of the line at hand, from the buffer's position on. */
  void take(ByteBuffer in, int x, int pixels) {
    type.read(in, line, x * step, pixels * step);
  }

  /**
   * The line is complete: it is row {@code y} of this channel, or of all if pixels have several.
   */
  void finish(int channel, int y) {
    if (step == 1) {
      hand(channel, y, line);
      return;
    }

    for (int part = 0; part < step; part++) {
      for (int x = 0, at = part; x < row.length; x++, at += step) {
        row[x] = line[at];
      }
      hand(part, y, row);
    }
  }

  private void hand(int channel, int y, float[] values) {
    try {
      sink.row(channel, y, values);
    } catch (RuntimeException e) {
      throw new SinkException(e);
    }
  }
}
