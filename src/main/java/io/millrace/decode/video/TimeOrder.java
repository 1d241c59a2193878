package io.millrace.decode.video;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Frames in the order of their packets' timestamps, all of which must be there and differ. */
final class TimeOrder implements PacketScan.FrameOrder {
  private static final int DROPPED = avcodec.AV_PKT_FLAG_DISCARD | avcodec.AV_PKT_FLAG_CORRUPT;

  private final PacketOrder order;
  private long[] shown = new long[64];

  TimeOrder(PacketOrder order) {
    this.order = order;
  }

  @Override
  public boolean add(AVPacket packet) {
    int number = order.size() - 1;
    if (number == shown.length) {
      shown = Arrays.copyOf(shown, 2 * number);
    }

    shown[number] = packet.pts();
    boolean begins = number > 0 || order.isKey(0);
    return begins && packet.pts() != avutil.AV_NOPTS_VALUE && (packet.flags() & DROPPED) == 0;
  }

  @Override
  public boolean finish() {
    long[] sorted = Arrays.copyOf(shown, order.size());
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return false;
      }
    }

    for (int i = 0; i < sorted.length; i++) {
      order.give(i, Arrays.binarySearch(sorted, shown[i]));
    }

    return true;
  }
}
