package io.millrace.batch;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frames of one video that were decoded last, so that clips that overlap, and threads that ask
 * for neighbours out of turn, decode each frame once. What lies between two frames that are asked
 * for is decoded and kept, unless it is long: then the video seeks. Safe for use by several
 * threads.
 */
final class FrameWindow implements AutoCloseable {
  /** Frames that are decoded rather than jumped over; seeking costs some at the least. */
  private static final int GAP = 64;

  private final OpenVideo video;
  private final Bounds bounds;
  private final Map<Integer, RawFrame> kept = new LinkedHashMap<>();
  private long bytes;
  private int next;
  private boolean closed;

  /**
   * What is kept.
   *
   * @param frames at least so many, however large they are: those of a clip
   * @param bytes of frames at most beside these
   */
  record Bounds(int frames, long bytes) {}

  FrameWindow(OpenVideo video, Bounds bounds) {
    this.video = video;
    this.bounds = bounds;
  }

  /** The video's own facts; nobody reads frames meanwhile. */
  synchronized <T> T ask(Question<T> question) throws IOException {
    return question.ask(video);
  }

  /** Something to ask an open video. */
  interface Question<T> {
    T ask(OpenVideo video) throws IOException;
  }

  /** Frame {@code index}; from then on it is kept until others need the room. */
  synchronized RawFrame frame(int index) throws IOException {
    RawFrame frame = kept.get(index);
    if (frame != null) {
      return frame;
    }

    int from = index > next && index - next <= GAP ? next : index;
    for (int i = from; i <= index; i++) {
      keep(i, video.frame(i));
    }

    return kept.get(index);
  }

  private void keep(int index, RawFrame frame) {
    RawFrame old = kept.put(index, frame);
    bytes += frame.rgb().length - (old == null ? 0 : old.rgb().length);
    next = index + 1;
    var oldest = kept.entrySet().iterator();
    while (bytes > bounds.bytes && kept.size() > bounds.frames) {
      bytes -= oldest.next().getValue().rgb().length;
      oldest.remove();
    }
  }

  /** How many frames have been decoded so far. */
  synchronized long decoded() {
    return video.decoded();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    kept.clear();
    video.close();
  }
}
