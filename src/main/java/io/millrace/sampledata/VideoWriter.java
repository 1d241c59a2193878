package io.millrace.sampledata;

import io.millrace.decode.video.VideoLibrary;
import io.millrace.item.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Writes a video into memory: the same frames give the same bytes, for one FFmpeg and one kind of
 * processor. The colours are those of BT.601, 4:2:0. The caller closes it.
 */
public final class VideoWriter implements AutoCloseable {
  private static final int RATE = 25;

  /** MPEG-4's scale from 1, finest, to 31; fine enough that shapes keep their edges. */
  private static final int QUANTISER = 3;

  private final Size size;
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVIOContext memory = new AVIOContext(null);
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame frame = avutil.av_frame_alloc();
  private AVCodecContext codec = new AVCodecContext(null);
  private AVStream stream;
  private int frames;

  /**
   * How a video is coded.
   *
   * @param container FFmpeg's name of a muxer, such as {@code avi}
   * @param codec FFmpeg's name of an encoder, such as {@code mpeg4}
   * @param tag four characters that the container calls the codec by, or empty for its own
   * @param pictures which kinds of pictures follow each other
   */
  public record Coding(String container, String codec, String tag, Pictures pictures) {
    /** As Avenue's videos are: MPEG-4, called XVID, in AVI. */
    public static final Coding AVENUE = new Coding("avi", "mpeg4", "XVID", new Pictures(25, 2));

    public Coding {
      Objects.requireNonNull(container, "container");
      Objects.requireNonNull(codec, "codec");
      Objects.requireNonNull(tag, "tag");
      Objects.requireNonNull(pictures, "pictures");
    }

    /** The same with other kinds of pictures. */
    public Coding with(Pictures other) {
      return new Coding(container, codec, tag, other);
    }
  }

  /**
   * Kinds of pictures.
   *
   * @param keyEvery frames from one key frame to the next, at most
   * @param between most B pictures in a row
   */
  public record Pictures(int keyEvery, int between) {}

  private VideoWriter(Size size) {
    this.size = size;
  }

  /**
   * Begins a video whose frames are of that size, both sides even.
   *
   * @throws IOException if FFmpeg is missing or has no such encoder
   */
  public static VideoWriter open(Coding coding, Size size) throws IOException {
    if (VideoLibrary.missing().isPresent()) {
      throw new IOException(
          "Cannot write a video: FFmpeg is missing: " + VideoLibrary.missing().get().text());
    }

    if (size.height() % 2 != 0 || size.width() % 2 != 0) {
      throw new IllegalArgumentException(
          "Invalid size of a video: " + size + " (both sides must be even)");
    }

    VideoWriter writer = new VideoWriter(size);
    try {
      writer.begin(coding);
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  private void begin(Coding coding) throws IOException {
    AVCodec encoder = avcodec.avcodec_find_encoder_by_name(coding.codec());
    if (encoder == null || encoder.isNull()) {
      throw new IOException("Cannot write a video: this FFmpeg has no encoder " + coding.codec());
    }

    done(avformat.avformat_alloc_output_context2(format, null, coding.container(), null));
    done(avformat.avio_open_dyn_buf(memory));
    format.pb(memory);
    format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    stream = avformat.avformat_new_stream(format, encoder);
    codec = avcodec.avcodec_alloc_context3(encoder);
    configure(coding);
    done(avcodec.avcodec_open2(codec, encoder, (AVDictionary) null));
    done(avcodec.avcodec_parameters_from_context(stream.codecpar(), codec));
    if (!coding.tag().isEmpty()) {
      byte[] tag = coding.tag().getBytes(StandardCharsets.US_ASCII);
      stream.codecpar().codec_tag(avutil.MKTAG(tag[0], tag[1], tag[2], tag[3]));
    }

    done(avformat.avformat_write_header(format, (AVDictionary) null));
    frame.width(size.width());
    frame.height(size.height());
    frame.format(avutil.AV_PIX_FMT_YUV420P);
    done(avutil.av_frame_get_buffer(frame, 0));
  }

  /**
   * One thread, plain transforms and a fixed quantiser: nothing depends on the processor's load.
   */
  private void configure(Coding coding) {
    AVRational step = new AVRational().num(1).den(RATE);
    codec.width(size.width());
    codec.height(size.height());
    codec.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    codec.time_base(step);
    codec.framerate(new AVRational().num(RATE).den(1));
    codec.gop_size(coding.pictures().keyEvery());
    codec.max_b_frames(coding.pictures().between());
    codec.thread_count(1);
    codec.dct_algo(AVCodecContext.FF_DCT_INT);
    codec.idct_algo(AVCodecContext.FF_IDCT_SIMPLE);
    codec.global_quality(QUANTISER * avutil.FF_QP2LAMBDA);
    codec.flags(avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_QSCALE);
    if ((format.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
      codec.flags(codec.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    }

    stream.time_base(step);
    step.close();
  }

  /** The next frame: RGB, height x width x 3 bytes. */
  public void add(byte[] rgb) throws IOException {
    if (rgb.length != size.height() * size.width() * 3) {
      throw new IllegalArgumentException(
          "Invalid frame: %d bytes for %s RGB".formatted(rgb.length, size));
    }

    done(avutil.av_frame_make_writable(frame));
    YuvPlanes planes = YuvPlanes.of(size, rgb);
    put(0, planes.luma(), size.width());
    put(1, planes.blue(), size.width() / 2);
    put(2, planes.red(), size.width() / 2);
    frame.pts(frames++);
    encode(frame);
  }

  private void put(int plane, byte[] samples, int width) {
    BytePointer target = frame.data(plane);
    int stride = frame.linesize(plane);
    for (int y = 0; y * width < samples.length; y++) {
      target.position((long) y * stride).put(samples, y * width, width);
    }
  }

  private void encode(AVFrame next) throws IOException {
    done(avcodec.avcodec_send_frame(codec, next));
    int code = avcodec.avcodec_receive_packet(codec, packet);
    while (code == 0) {
      avcodec.av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      packet.stream_index(0);
      // a frame's length, which the encoder does not tell
      packet.duration(Math.max(1, stream.time_base().den() / RATE / stream.time_base().num()));
      done(avformat.av_interleaved_write_frame(format, packet));
      code = avcodec.avcodec_receive_packet(codec, packet);
    }

    if (code != avutil.AVERROR_EAGAIN() && code != avutil.AVERROR_EOF) {
      done(code);
    }
  }

  /** Ends the video and gives its file; nothing can be added any more. */
  public byte[] finish() throws IOException {
    encode(null);
    done(avformat.av_write_trailer(format));
    try (PointerPointer<BytePointer> buffer = new PointerPointer<>(1)) {
      // closing it would write behind the place that was written last, which is in AVI's header
      byte[] file = new byte[avformat.avio_get_dyn_buf(memory, buffer)];
      buffer.get(BytePointer.class, 0).get(file);
      return file;
    }
  }

  private static void done(int code) throws IOException {
    if (code < 0) {
      byte[] text = new byte[256];
      avutil.av_strerror(code, text, text.length);
      String said = new String(text, StandardCharsets.UTF_8);
      throw new IOException(
          "Cannot write a video: FFmpeg says " + said.substring(0, said.indexOf(0)));
    }
  }

  @Override
  public void close() {
    if (!memory.isNull()) {
      try (PointerPointer<BytePointer> buffer = new PointerPointer<>(1)) {
        avformat.avio_close_dyn_buf(memory, buffer);
        avutil.av_free(buffer.get(BytePointer.class, 0));
      }
    }

    avcodec.avcodec_free_context(codec);
    avformat.avformat_free_context(format);
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
  }
}
