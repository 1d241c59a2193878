package io.millrace.decode.video;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The packets of a video in the file's order, as far as they are known, and which frame each gives.
 * A frame's number is its place in the order of presentation, from 0. 33 bytes a packet.
 */
final class PacketOrder {
  /** A packet of which no frame is known to come. */
  static final int NO_FRAME = -1;

  private boolean judged;
  private int size;
  private long[] place = new long[64];
  private long[] shown = new long[64];
  private long[] read = new long[64];
  private int[] bytes = new int[64];
  private boolean[] key = new boolean[64];
  private int[] frame = new int[64];

  /** Whether frames were numbered by what their packets say, and not as they came. */
  boolean isJudged() {
    return judged;
  }

  void judge() {
    judged = true;
  }

  int size() {
    return size;
  }

  void add(AVPacket packet) {
    if (size == frame.length) {
      grow(2 * size);
    }

    place[size] = packet.pos();
    shown[size] = packet.pts();
    read[size] = packet.dts();
    bytes[size] = packet.size();
    key[size] = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
    frame[size] = NO_FRAME;
    size++;
  }

  private void grow(int capacity) {
    place = Arrays.copyOf(place, capacity);
    shown = Arrays.copyOf(shown, capacity);
    read = Arrays.copyOf(read, capacity);
    bytes = Arrays.copyOf(bytes, capacity);
    key = Arrays.copyOf(key, capacity);
    frame = Arrays.copyOf(frame, capacity);
  }

  /**
   * Where a container may find the packet: some seek by the time of presentation, some by the time
   * of decoding; none if it has no time.
   */
  long[] times(int packet) {
    return LongStream.of(shown[packet], read[packet])
        .filter(time -> time != avutil.AV_NOPTS_VALUE)
        .distinct()
        .toArray();
  }

  boolean isKey(int packet) {
    return key[packet];
  }

  int bytes(int packet) {
    return bytes[packet];
  }

  int frame(int packet) {
    return packet < 0 || packet >= size ? NO_FRAME : frame[packet];
  }

  void give(int packet, int number) {
    frame[packet] = number;
  }

  /** Whether it is the packet of that number: same place in the file and same length. */
  boolean isAt(int number, AVPacket packet) {
    return number >= 0
        && number < size
        && bytes[number] == packet.size()
        && place[number] == packet.pos()
        && (place[number] >= 0 || read[number] == packet.dts());
  }

  /** Number of that packet, -1 if it is none of these. */
  int find(AVPacket packet) {
    for (int i = 0; i < size; i++) {
      if (isAt(i, packet)) {
        return i;
      }
    }

    return -1;
  }

  /**
   * The last key packet from which {@code target} can be decoded: its frame is not later, and no
   * packet before it gives a later frame. -1 if there is none but the beginning.
   */
  int keyFor(int target) {
    int best = -1;
    int latest = -1;
    for (int i = 0; i < size; i++) {
      boolean usable = key[i] && frame[i] > latest && frame[i] <= target;
      if (usable && i > 0) {
        best = i;
      }

      latest = Math.max(latest, frame[i]);
    }

    return best;
  }
}
