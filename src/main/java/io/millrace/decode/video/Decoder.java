package io.millrace.decode.video;

import io.millrace.decode.Limits;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Packets to frames in the order of their presentation. Each frame carries the number of the packet
 * that it came from, which is right where timestamps are missing or wrong.
 */
final class Decoder implements AutoCloseable {
  /** What the frames are wanted for. */
  enum Purpose {
    /** Their pixels. */
    PIXELS,
    /** Their number and order alone: what makes pixels without being parsed is left out. */
    ORDER
  }

  private final AVCodecContext context;
  private final AVFrame frame;

  private Decoder(AVCodecContext context) throws UnreadableException {
    this.context = context;
    this.frame = Ffmpeg.made(avutil.av_frame_alloc());
  }

  static Decoder open(AVStream stream, Limits limits, Purpose purpose) throws IOException {
    AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null || codec.isNull()) {
      String name = avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString();
      throw new UnreadableException(
          Reason.UNSUPPORTED_FORMAT, "is coded as " + name + ", which this FFmpeg cannot decode");
    }

    AVCodecContext context = Ffmpeg.made(avcodec.avcodec_alloc_context3(codec));
    Decoder decoder = new Decoder(context);
    try {
      decoder.begin(codec, stream, limits, purpose);
      return decoder;
    } catch (IOException | RuntimeException e) {
      decoder.close();
      throw e;
    }
  }

  private void begin(AVCodec codec, AVStream stream, Limits limits, Purpose purpose)
      throws UnreadableException {
    avcodec.avcodec_parameters_to_context(context, stream.codecpar());
    context.thread_count(1);
    context.max_pixels(limits.maxPixels());
    context.pkt_timebase(stream.time_base());
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_COPY_OPAQUE);
    if (purpose == Purpose.ORDER) {
      context.skip_loop_filter(avcodec.AVDISCARD_ALL);
      context.skip_idct(avcodec.AVDISCARD_ALL);
    }

    int opened = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
    if (opened < 0) {
      throw Ffmpeg.corrupt("open its decoder", opened);
    }
  }

  /** Takes a packet of that number; 0, or FFmpeg's code. */
  int send(AVPacket packet, int number) {
    try (Tag tag = new Tag()) {
      packet.opaque(tag.at(number + 1L));
      return avcodec.avcodec_send_packet(context, packet);
    }
  }

  /** Tells that no more packets come, so that the last frames are given. */
  int drain() {
    return avcodec.avcodec_send_packet(context, null);
  }

  /** 0 with a new {@link #frame}, or FFmpeg's code: end, or a packet is wanted. */
  int receive() {
    return avcodec.avcodec_receive_frame(context, frame);
  }

  /** The frame received last; it is the decoder's, until the next one is received. */
  AVFrame frame() {
    return frame;
  }

  /** The number of the packet that the frame came from, -1 if the decoder does not tell. */
  int packet() {
    return Math.toIntExact(Tag.of(frame.opaque()) - 1);
  }

  /** Whether the decoder had to guess some of the frame, as far as it tells. */
  boolean guessed() {
    return frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
  }

  /** Forgets all packets, before those of another place come. */
  void flush() {
    avcodec.avcodec_flush_buffers(context);
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
  }
}
