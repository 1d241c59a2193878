package io.millrace.transform;

import io.millrace.item.PlaneSink;
import io.millrace.item.RowSink;

/**
 * Turns a decoder's interleaved bytes into rows of floats. RGB: the number of the level. Grey, a
 * mask: 1 where x is above 0.
 */
final class LevelRows implements RowSink {
  private final Levels levels;
  private final PlaneSink sink;
  private int channels;
  private float[] row;

  LevelRows(Levels levels, PlaneSink sink) {
    this.levels = levels;
    this.sink = sink;
  }

  @Override
  public void begin(int width, int height, int channels) {
    this.channels = channels;
    this.row = new float[width];
  }

  @Override
  public void row(int y, byte[] pixels, int offset) {
    if (channels == 1) {
      for (int x = 0; x < row.length; x++) {
        row[x] = pixels[offset + x] == 0 ? 0f : 1f;
      }
      sink.row(0, y, row);
      return;
    }

    for (int channel = 0; channel < channels; channel++) {
      levels.values(pixels, offset + channel, channels, row);
      sink.row(channel, y, row);
    }
  }
}
