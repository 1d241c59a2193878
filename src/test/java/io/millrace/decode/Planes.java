package io.millrace.decode;

import io.millrace.item.PlaneSink;
import java.io.IOException;
import java.util.Arrays;

/** Collects a decoded depth map, channel after channel, and checks that its rows come in order. */
final class Planes implements PlaneSink {
  private final DepthInfo info;
  private final int[] next;
  private final float[] values;

  private Planes(DepthInfo info) {
    this.info = info;
    this.next = new int[info.channels()];
    this.values = new float[info.channels() * info.height() * info.width()];
  }

  static Planes of(byte[] file) throws IOException {
    Planes[] planes = new Planes[1];
    DepthInfo info =
        new DepthDecoder(Limits.standard()).decode(file, found -> planes[0] = new Planes(found));
    if (!info.equals(planes[0].info)
        || Arrays.stream(planes[0].next).anyMatch(rows -> rows != info.height())) {
      throw new AssertionError("incomplete: " + info + " " + Arrays.toString(planes[0].next));
    }

    return planes[0];
  }

  @Override
  public void row(int channel, int y, float[] row) {
    if (y != next[channel]++) {
      throw new AssertionError("row " + y + " of channel " + channel + " came out of order");
    }

    int width = info.width();
    System.arraycopy(row, 0, values, (channel * info.height() + y) * width, width);
  }

  DepthInfo info() {
    return info;
  }

  float[] values() {
    return values;
  }
}
