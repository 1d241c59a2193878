package io.millrace.decode.video;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * Frames of MPEG-4 part 2 in the order of the standard (ISO/IEC 14496-2): a B picture is shown at
 * once, another one when the next that is no B comes. Timestamps are not used; AVI has none for B
 * pictures. Sure only if each packet has exactly one picture that is coded: packed streams have two
 * in one packet and a picture that is not coded, a few bytes long, in the next.
 */
final class MpegOrder implements PacketScan.FrameOrder {
  /** A picture that is not coded fits; a coded one has a bit for each of its 16 x 16 blocks. */
  private static final int TINY = 12;

  private static final int PICTURE = 0xB6;
  private static final int B_PICTURE = 2;

  private final PacketOrder order;
  private int shown;
  private int held = -1;
  private int anchors;
  private byte[] bytes = new byte[0];

  MpegOrder(PacketOrder order) {
    this.order = order;
  }

  @Override
  public boolean add(AVPacket packet) {
    int number = order.size() - 1;
    int kind = onlyPicture(packet);
    if (kind < 0 || packet.size() <= TINY || (number == 0 && !order.isKey(0))) {
      return false;
    }

    if (kind == B_PICTURE) {
      order.give(number, shown++);
      return anchors > 1;
    }

    release();
    held = number;
    anchors++;
    return true;
  }

  private void release() {
    if (held >= 0) {
      order.give(held, shown++);
    }
  }

  @Override
  public boolean finish() {
    release();
    return true;
  }

  /** The coding type of the packet's one picture, -1 if it has none or several. */
  private int onlyPicture(AVPacket packet) {
    int size = packet.size();
    if (bytes.length < size) {
      bytes = new byte[Math.max(size, 2 * bytes.length)];
    }

    BytePointer data = packet.data();
    data.get(bytes, 0, size);
    int kind = -1;
    for (int i = 2; i + 2 < size; i++) {
      boolean start = bytes[i] == 1 && bytes[i - 1] == 0 && bytes[i - 2] == 0;
      if (start && (bytes[i + 1] & 0xFF) == PICTURE) {
        if (kind >= 0) {
          return -1;
        }

        kind = (bytes[i + 2] & 0xFF) >> 6;
      }
    }

    return kind;
  }
}
