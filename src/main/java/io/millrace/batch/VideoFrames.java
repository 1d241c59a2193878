package io.millrace.batch;

import io.millrace.decode.Decoding;
import io.millrace.decode.ImageDecoder;
import io.millrace.sample.Source;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Frames of videos. The videos that were used last stay open, each with a window of its frames.
 * Safe for use by several threads. Whoever made it closes it.
 */
final class VideoFrames implements AutoCloseable {
  /** Videos that are open at once: each holds a decoder. */
  private static final int OPEN = 8;

  /** Bytes of all windows. */
  static final long WINDOW_BYTES = 64L << 20;

  private final Storage storage;
  private final Decoding decoding;
  private final FrameWindow.Bounds bounds;
  private final Map<String, FrameWindow> open = new LinkedHashMap<>(16, 0.75f, true);
  private long decodedBefore;

  /** Frames of clips of that length. */
  VideoFrames(Storage storage, Decoding decoding, int clipLength) {
    this.storage = storage;
    this.decoding = decoding;
    this.bounds = new FrameWindow.Bounds(clipLength, WINDOW_BYTES / OPEN);
  }

  /** One frame as it was decoded. */
  RawFrame frame(Source source, int index) throws IOException {
    return ask(source, window -> window.frame(index));
  }

  /** Something to ask a window. */
  interface Use<T> {
    T of(FrameWindow window) throws IOException;
  }

  /** Asks an open video; if another thread needed its place meanwhile, it is opened again. */
  <T> T ask(Source source, Use<T> use) throws IOException {
    while (true) {
      FrameWindow window = window(source);
      synchronized (window) {
        if (!window.isClosed()) {
          return use.of(window);
        }
      }
    }
  }

  private synchronized FrameWindow window(Source source) throws IOException {
    FrameWindow window = open.get(source.path());
    if (window == null) {
      makeRoom();
      window = new FrameWindow(video(source), bounds);
      open.put(source.path(), window);
    }

    return window;
  }

  private void makeRoom() throws IOException {
    Iterator<FrameWindow> oldest = open.values().iterator();
    while (open.size() >= OPEN) {
      FrameWindow window = oldest.next();
      oldest.remove();
      decodedBefore += window.decoded();
      window.close();
    }
  }

  private OpenVideo video(Source source) throws IOException {
    return storage.find(source.path()).filter(found -> found.folder()).isPresent()
        ? new PictureVideo(storage, new ImageDecoder(decoding), source)
        : FileVideo.open(storage, source, decoding.limits());
  }

  /** How many frames have been decoded so far. */
  synchronized long decoded() {
    return decodedBefore + open.values().stream().mapToLong(FrameWindow::decoded).sum();
  }

  @Override
  public synchronized void close() {
    try {
      for (FrameWindow window : open.values()) {
        decodedBefore += window.decoded();
        window.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close a video: " + e.getMessage(), e);
    } finally {
      open.clear();
    }
  }
}
