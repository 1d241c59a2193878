package io.millrace.decode.video;

import io.millrace.decode.video.Decoder.Purpose;
import io.millrace.decode.video.Demuxer.Medium;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * One decoder's way through a video: forward frame by frame, with jumps to key frames. It tells the
 * number of each frame, and notes in a {@link PacketOrder} which packet gave it.
 *
 * <p>The first error ends the video, as it ends PyAV's {@code decode}; what the decoder held back
 * is lost there too. An error behind a frame of the same packet is passed over.
 */
final class FrameWalk implements AutoCloseable {
  private final Demuxer demuxer;
  private final Decoder decoder;
  private PacketOrder order;
  private int packets;
  private int at = -1;
  private int landing = -1;
  private boolean stands;
  private boolean jumped;
  private boolean fed;
  private boolean drained;
  private boolean ended;
  private long decoded;
  private String damage = "";

  private FrameWalk(Demuxer demuxer, Decoder decoder, PacketOrder order) {
    this.demuxer = demuxer;
    this.decoder = decoder;
    this.order = order;
  }

  static FrameWalk start(Medium medium, Purpose purpose, PacketOrder order) throws IOException {
    Demuxer demuxer = Demuxer.open(medium);
    try {
      Decoder decoder = Decoder.open(demuxer.stream(), medium.limits(), purpose);
      return new FrameWalk(demuxer, decoder, order);
    } catch (IOException | RuntimeException e) {
      demuxer.close();
      throw e;
    }
  }

  VideoInfo info() {
    return demuxer.info();
  }

  /** Number of the frame that was decoded last, -1 before the first. */
  int at() {
    return at;
  }

  AVFrame frame() {
    return decoder.frame();
  }

  long decoded() {
    return decoded;
  }

  /** Whether frames were left out on the way, among which the video may have ended. */
  boolean hasJumped() {
    return jumped;
  }

  /** What ended the video before its file's end, empty if nothing did. */
  String damage() {
    return damage;
  }

  /** Whether {@link #frame} is the frame of number {@link #at}. */
  boolean stands() {
    return stands;
  }

  /**
   * Decodes the next frame; false at the end.
   *
   * @throws DisorderException if frames do not come as the order says
   */
  boolean next() throws IOException {
    stands = false;
    while (pull()) {
      int packet = decoder.packet();
      int number = order.frame(packet);
      if (landing >= 0 && packet >= 0 && number < landing) {
        continue;
      }

      int expected = landing >= 0 ? landing : at + 1;
      // what a decoder guesses depends on all frames before, which a jump leaves out
      if (isDisorder(number, expected) || (jumped && decoder.guessed())) {
        throw new DisorderException();
      }

      if (packet >= 0 && number == PacketOrder.NO_FRAME) {
        order.give(packet, expected);
      }

      landing = -1;
      at = expected;
      stands = true;
      return true;
    }

    return false;
  }

  /** Where the order was seen and not judged, a packet may well give a second frame. */
  private boolean isDisorder(int number, int expected) {
    if (number == PacketOrder.NO_FRAME) {
      return landing >= 0 || order.isJudged();
    }

    return number > expected || (number < expected && order.isJudged());
  }

  /** One more frame out of the decoder; false at the end. */
  private boolean pull() throws IOException {
    while (!ended) {
      int code = decoder.receive();
      if (code == 0) {
        fed = true;
        decoded++;
        return true;
      }

      boolean wants = code == avutil.AVERROR_EAGAIN();
      if (!wants && (code == avutil.AVERROR_EOF || !fed)) {
        end(code);
      } else {
        feed();
      }
    }

    return false;
  }

  private void feed() throws IOException {
    if (drained) {
      ended = true;
      return;
    }

    fed = false;
    int code = demuxer.next();
    if (code == avutil.AVERROR_EOF) {
      drained = true;
      code = decoder.drain();
    } else if (code == 0) {
      code = decoder.send(demuxer.packet(), number());
    }

    if (code < 0) {
      end(code);
    }
  }

  private void end(int code) {
    ended = true;
    if (code != avutil.AVERROR_EOF) {
      String place = at < 0 ? "before the first frame" : "after frame " + at;
      damage = "FFmpeg stops " + place + ": " + Ffmpeg.text(code);
    }
  }

  private int number() throws DisorderException {
    int number = packets++;
    if (number == order.size()) {
      order.add(demuxer.packet());
    } else if (!order.isAt(number, demuxer.packet())) {
      throw new DisorderException();
    }

    return number;
  }

  /** Goes to the key packet of that number, so that its frame is the next one; whether it could. */
  boolean jump(int key) throws IOException {
    int landed = land(key);
    if (landed < 0 || landed > key) {
      return false;
    }

    decoder.flush();
    jumped = true;
    stands = false;
    packets = landed;
    landing = order.frame(key);
    drained = false;
    ended = false;
    return decoder.send(demuxer.packet(), number()) >= 0;
  }

  /** The packet at which the container puts us, which has been read; -1 if it is not known. */
  private int land(int key) throws IOException {
    int landed = -1;
    for (long time : order.times(key)) {
      boolean read = demuxer.seek(time) && demuxer.next() == 0;
      landed = read ? order.find(demuxer.packet()) : -1;
      if (landed == key) {
        break;
      }
    }

    return landed;
  }

  /** Numbers frames by another knowledge of the same packets from here on. */
  void order(PacketOrder other) {
    this.order = other;
  }

  @Override
  public void close() {
    decoder.close();
    demuxer.close();
  }
}
