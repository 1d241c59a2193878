package io.millrace.decode.video;

import io.millrace.decode.video.Decoder.Purpose;
import io.millrace.decode.video.Demuxer.Medium;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Tells from the packets alone which frame each gives, for videos where each surely gives one: it
 * spares decoding a long video up to the frame that is wanted. MPEG-4 by its pictures' headers,
 * H.264 and Motion JPEG by their timestamps. Where it is not sure it says nothing.
 */
final class PacketScan {
  /** So many frames are decoded to see whether they come as the packets say. */
  private static final int TRIED = 12;

  private PacketScan() {}

  static Optional<PacketOrder> of(Medium medium) throws IOException {
    PacketOrder order = new PacketOrder();
    order.judge();
    return scan(medium, order) && holds(medium, order) ? Optional.of(order) : Optional.empty();
  }

  private static boolean scan(Medium medium, PacketOrder order) throws IOException {
    try (Demuxer demuxer = Demuxer.open(medium)) {
      FrameOrder frames = frames(demuxer.stream().codecpar().codec_id(), order);
      int code = demuxer.next();
      while (code == 0) {
        AVPacket packet = demuxer.packet();
        order.add(packet);
        if (!frames.add(packet)) {
          return false;
        }

        code = demuxer.next();
      }

      return code == avutil.AVERROR_EOF && frames.finish();
    }
  }

  /** Numbers frames while packets are added to the order. */
  interface FrameOrder {
    /** Whether the packet, the last of the order, surely gives one frame. */
    boolean add(AVPacket packet);

    /** Whether all frames have a number now. */
    boolean finish();
  }

  private static FrameOrder frames(int codec, PacketOrder order) {
    if (codec == avcodec.AV_CODEC_ID_MPEG4) {
      return new MpegOrder(order);
    }

    boolean timed = codec == avcodec.AV_CODEC_ID_H264 || codec == avcodec.AV_CODEC_ID_MJPEG;
    return timed ? new TimeOrder(order) : new NoOrder();
  }

  private static boolean holds(Medium medium, PacketOrder order) throws IOException {
    try (FrameWalk walk = FrameWalk.start(medium, Purpose.ORDER, order)) {
      int frames = Math.min(TRIED, order.size());
      while (walk.at() + 1 < frames) {
        if (!walk.next()) {
          return false;
        }
      }

      return true;
    } catch (DisorderException e) {
      return false;
    }
  }

  /** Codecs whose packets may give no frame, or several. */
  private static final class NoOrder implements FrameOrder {
    @Override
    public boolean add(AVPacket packet) {
      return false;
    }

    @Override
    public boolean finish() {
      return false;
    }
  }
}
