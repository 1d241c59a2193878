package io.millrace.decode.video;

import io.millrace.decode.Limits;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.RangeFile;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** The packets of a file's first video stream, in the file's order. */
final class Demuxer implements AutoCloseable {
  private final VideoInput input;
  private final AVFormatContext context;
  private final AVPacket packet;
  private AVStream stream;

  private Demuxer(VideoInput input) throws UnreadableException {
    this.input = input;
    this.context = Ffmpeg.made(avformat.avformat_alloc_context());
    this.packet = Ffmpeg.made(avcodec.av_packet_alloc());
  }

  static Demuxer open(Medium medium) throws IOException {
    VideoInput input = new VideoInput(medium.file(), medium.length());
    Demuxer demuxer = new Demuxer(input);
    try {
      demuxer.begin(medium.limits());
      return demuxer;
    } catch (IOException | RuntimeException e) {
      demuxer.close();
      throw e;
    }
  }

  /**
   * What is read: a file, its length in bytes, and how large its pictures may be.
   *
   * @param file read at any place, closed by the caller
   */
  record Medium(RangeFile file, long length, Limits limits) {}

  private void begin(Limits limits) throws IOException {
    context.pb(input.context());
    int opened = openInput();
    input.check();
    if (opened < 0) {
      throw input.isPointer()
          ? new UnreadableException(Reason.LFS_POINTER, "is a Git LFS pointer, not a video")
          : new UnreadableException(
              Reason.NO_VIDEO, "is no video that FFmpeg can open: " + Ffmpeg.text(opened));
    }

    for (int i = 0; i < context.nb_streams(); i++) {
      check(context.streams(i).codecpar(), limits);
    }

    int found = findStreams(limits);
    input.check();
    if (found < 0) {
      throw Ffmpeg.corrupt("tell its streams", found);
    }

    chooseStream();
    check(stream.codecpar(), limits);
    if (stream.codecpar().width() < 1 || stream.codecpar().height() < 1) {
      throw new UnreadableException(
          Reason.CORRUPT,
          "has no frame of at most " + limits.maxPixels() + " pixels that FFmpeg can decode");
    }
  }

  /** What a container says of its frames, if it does. */
  private static void check(AVCodecParameters claim, Limits limits) throws UnreadableException {
    boolean video = claim.codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
    if (video && claim.width() > 0 && claim.height() > 0) {
      limits.check(claim.width(), claim.height());
    }
  }

  private int openInput() {
    AVDictionary options = new AVDictionary(null);
    try {
      // a play list may name other files; nothing but this one is read
      avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
      return avformat.avformat_open_input(context, "", null, options);
    } finally {
      avutil.av_dict_free(options);
    }
  }

  /**
   * FFmpeg decodes a little to learn what the container does not say; the limits hold there too.
   */
  private int findStreams(Limits limits) {
    int count = context.nb_streams();
    AVDictionary[] options = new AVDictionary[count];
    try (PointerPointer<AVDictionary> each = new PointerPointer<>(Math.max(1, count))) {
      for (int i = 0; i < count; i++) {
        options[i] = new AVDictionary(null);
        avutil.av_dict_set(options[i], "max_pixels", Long.toString(limits.maxPixels()), 0);
        avutil.av_dict_set(options[i], "threads", "1", 0);
        each.put(i, options[i]);
      }

      int found = avformat.avformat_find_stream_info(context, each);
      for (int i = 0; i < count; i++) {
        // FFmpeg takes what it knows and leaves another dictionary
        AVDictionary left = each.get(AVDictionary.class, i);
        if (left != null) {
          avutil.av_dict_free(left);
        }
      }

      return found;
    }
  }

  private void chooseStream() throws UnreadableException {
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream each = context.streams(i);
      boolean moves = (each.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) == 0;
      boolean video = each.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
      if (stream == null && video && moves) {
        stream = each;
      } else {
        each.discard(avcodec.AVDISCARD_ALL);
      }
    }

    if (stream == null) {
      throw new UnreadableException(
          Reason.NO_VIDEO, "has no video stream (its container is " + container() + ")");
    }
  }

  AVStream stream() {
    return stream;
  }

  VideoInfo info() {
    var parameters = stream.codecpar();
    String codec = avcodec.avcodec_get_name(parameters.codec_id()).getString();
    return new VideoInfo(container(), codec, parameters.width(), parameters.height());
  }

  private String container() {
    AVInputFormat format = context.iformat();
    return format.name().getString();
  }

  /** The packet that the last {@link #next} has read, until the next call. */
  AVPacket packet() {
    return packet;
  }

  /** Reads the stream's next packet; 0, or FFmpeg's code at the end and for what is damaged. */
  int next() throws IOException {
    while (true) {
      avcodec.av_packet_unref(packet);
      int code = avformat.av_read_frame(context, packet);
      input.check();
      if (code < 0 || packet.stream_index() == stream.index()) {
        return Math.min(code, 0);
      }
    }
  }

  /** Goes to the key frame at that time or before; whether FFmpeg says it has. */
  boolean seek(long time) throws IOException {
    int code = avformat.av_seek_frame(context, stream.index(), time, avformat.AVSEEK_FLAG_BACKWARD);
    input.check();
    return code >= 0;
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    // after a failed open FFmpeg has freed it already
    if (!context.isNull()) {
      avformat.avformat_close_input(context);
    }

    input.close();
  }
}
