package io.millrace.decode.video;

import io.millrace.decode.Limits;
import io.millrace.decode.video.Decoder.Purpose;
import io.millrace.decode.video.Demuxer.Medium;
import io.millrace.item.RowSink;
import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.RangeFile;
import java.io.IOException;
import java.util.Objects;

/**
 * The frames of a file's first video stream, as PyAV's {@code decode(video=0)} gives them, by their
 * number in the order of presentation. Reading forward goes on with the decoder; other frames are
 * reached from the key frame before them. Holds a few frames' memory, none for frames that have
 * passed. For one thread at a time.
 */
public final class VideoFile implements AutoCloseable {
  /** A decoder walks that far ahead before the packets are looked through for a key frame. */
  private static final int NEAR = 32;

  private final Medium medium;
  private final RgbRows rows;
  private FrameWalk walk;
  private PacketOrder order = new PacketOrder();
  private boolean scanned;
  private boolean seeks = true;
  private int frames = -1;
  private String damage = "";
  private long decodedBefore;
  private boolean closed;

  private VideoFile(Medium medium, FrameWalk walk, PacketOrder order) throws IOException {
    this.medium = medium;
    this.walk = walk;
    this.order = order;
    this.rows = new RgbRows();
  }

  /**
   * Opens a video.
   *
   * @param file read at any place; the caller closes it, after the video
   * @param length of the file in bytes, as it was listed
   * @param limits width times height of a frame is checked before anything of that size is
   *     allocated
   * @throws UnreadableException if it is no video, has no video stream, or FFmpeg is missing here
   */
  public static VideoFile open(RangeFile file, long length, Limits limits) throws IOException {
    Medium medium =
        new Medium(
            Objects.requireNonNull(file, "file"), length, Objects.requireNonNull(limits, "limits"));
    if (VideoLibrary.missing().isPresent()) {
      throw new UnreadableException(
          Reason.NO_VIDEO_DECODER,
          "is a video, which cannot be decoded here: " + VideoLibrary.missing().get().text());
    }

    if (length == 0) {
      throw new UnreadableException(Reason.EMPTY_FILE, "is empty (0 bytes)");
    }

    PacketOrder order = new PacketOrder();
    FrameWalk walk = FrameWalk.start(medium, Purpose.PIXELS, order);
    try {
      return new VideoFile(medium, walk, order);
    } catch (IOException | RuntimeException e) {
      walk.close();
      throw e;
    }
  }

  /** What the container says of the stream; sizes of frames may differ. */
  public VideoInfo info() {
    checkOpen();
    return walk.info();
  }

  /**
   * How many frames there are, found by decoding all of them once without making pixels of them.
   * The container's own number is never used.
   */
  public int frames() throws IOException {
    checkOpen();
    if (frames < 0) {
      PacketOrder exact = new PacketOrder();
      try (FrameWalk count = FrameWalk.start(medium, Purpose.ORDER, exact)) {
        while (count.next()) {
          // its number is all that is wanted
        }

        adopt(exact);
        end(count);
      }
    }

    return frames;
  }

  /**
   * Why the video ends before its file does: what FFmpeg says of the first damage. Empty if it does
   * not, or as long as the end has not been reached.
   */
  public String damage() {
    return damage;
  }

  /**
   * Hands a frame's RGB rows to the sink, which is begun with the frame's own size: a stream may
   * change it midway.
   *
   * @throws UnreadableException if the video ends before
   */
  public void frame(int index, RowSink sink) throws IOException {
    show(index);
    medium.limits().check(walk.frame().width(), walk.frame().height());
    rows.write(walk.frame(), sink);
  }

  /** How many frames the decoder has given so far, without those that {@link #frames} counted. */
  public long decoded() {
    return decodedBefore + walk.decoded();
  }

  /** Decodes until the walk stands at that frame. */
  private void show(int index) throws IOException {
    checkOpen();
    if (index < 0) {
      throw new IllegalArgumentException("Invalid frame: " + index + " (must be >= 0)");
    }

    if (frames >= 0 && index >= frames) {
      throw endsBefore(index);
    }

    try {
      approach(index);
      walkTo(index);
    } catch (DisorderException e) {
      // key frames do not lead where they should: read from the beginning, now and later
      seeks = false;
      adopt(new PacketOrder());
      restart();
      walkTo(index);
    }
  }

  private void approach(int index) throws IOException {
    int ahead = index - walk.at();
    boolean there = ahead == 0 && walk.stands();
    if (there || (ahead > 0 && ahead <= NEAR)) {
      return;
    }

    if (ahead > NEAR && seeks && !scanned && frames < 0) {
      scanned = true;
      PacketScan.of(medium).ifPresent(this::adopt);
    }

    int key = seeks ? order.keyFor(index) : -1;
    boolean nearer = key >= 0 && (ahead <= 0 || order.frame(key) > walk.at());
    if (nearer && walk.jump(key)) {
      return;
    }

    if (nearer || ahead <= 0) {
      restart();
    }
  }

  private void walkTo(int index) throws IOException {
    while (walk.at() != index || !walk.stands()) {
      if (!walk.next()) {
        if (walk.hasJumped()) {
          throw new DisorderException();
        }

        end(walk);
        throw endsBefore(index);
      }
    }
  }

  private UnreadableException endsBefore(int index) throws IOException {
    String text = "ends before frame %d: it has %d frames".formatted(index, frames());
    String why = damage.isEmpty() ? "" : " (" + damage + ")";
    return new UnreadableException(Reason.TRUNCATED, text + why);
  }

  private void end(FrameWalk ended) {
    frames = ended.at() + 1;
    damage = ended.damage();
  }

  private void adopt(PacketOrder other) {
    order = other;
    walk.order(other);
  }

  private void restart() throws IOException {
    decodedBefore += walk.decoded();
    FrameWalk old = walk;
    walk = FrameWalk.start(medium, Purpose.PIXELS, order);
    old.close();
  }

  /** The luma plane of a frame, height x width bytes without padding. */
  byte[] luma(int index) throws IOException {
    show(index);
    return Luma.of(walk.frame());
  }

  /** What was closed is freed memory, which nobody may touch again. */
  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot read a video that is closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      rows.close();
      walk.close();
    }
  }
}
