package io.millrace.batch;

import io.millrace.decode.ColorMode;
import io.millrace.decode.Decoding;
import io.millrace.decode.ImageDecoder;
import io.millrace.decode.Limits;
import io.millrace.decode.MaskVolume;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.sample.Reason;
import io.millrace.sample.Source;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.FileEntry;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Masks of the frames of videos, from one file for all of them, which is unpacked once and kept
 * with a bit a pixel, or from a folder of pictures. Safe for use by several threads.
 */
final class MaskFrames {
  /** Bytes of unpacked masks that are kept; one video's always are. */
  private static final long KEPT_BYTES = 128L << 20;

  private final Storage storage;
  private final Limits limits;
  private final ImageDecoder decoder;
  private final Map<String, Masks> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** The masks of one video. */
  interface Masks {
    int frames();

    Size size(int frame) throws IOException;

    void rows(int frame, RowSink sink) throws IOException;

    /** Whether any pixel of a frame's mask is set. */
    boolean any(int frame) throws IOException;

    /** Bytes that keeping it takes. */
    long bytes();
  }

  MaskFrames(Storage storage, Decoding decoding) {
    this.storage = storage;
    this.limits = decoding.limits();
    this.decoder = new ImageDecoder(decoding);
  }

  /** The masks that a source names. */
  synchronized Masks of(Source source) throws IOException {
    Masks masks = kept.get(source.path());
    if (masks == null) {
      masks = read(source);
      bytes += masks.bytes();
      kept.put(source.path(), masks);
      drop();
    }

    return masks;
  }

  private void drop() {
    Iterator<Masks> oldest = kept.values().iterator();
    while (bytes > KEPT_BYTES && kept.size() > 1) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  private Masks read(Source source) throws IOException {
    if (storage.find(source.path()).filter(FileEntry::folder).isPresent()) {
      return new Folder(FrameNames.list(storage, source.path()));
    }

    return new Volume(MaskVolume.read(storage.read(source.path(), source.length()), limits));
  }

  private record Volume(MaskVolume volume) implements Masks {
    @Override
    public int frames() {
      return volume.frames();
    }

    @Override
    public Size size(int frame) {
      return volume.size(frame);
    }

    @Override
    public void rows(int frame, RowSink sink) {
      volume.rows(frame, sink);
    }

    @Override
    public boolean any(int frame) {
      return volume.any(frame);
    }

    @Override
    public long bytes() {
      Size size = frames() == 0 ? new Size(1, 1) : size(0);
      return (long) size.height() * size.width() * frames() / Byte.SIZE;
    }
  }

  private final class Folder implements Masks {
    private static final long BYTES_A_NAME = 200;
    private final List<FileEntry> files;

    Folder(List<FileEntry> files) {
      this.files = files;
    }

    @Override
    public int frames() {
      return files.size();
    }

    private byte[] read(int frame) throws IOException {
      return storage.read(files.get(frame).path(), files.get(frame).length());
    }

    @Override
    public Size size(int frame) throws IOException {
      return asking(
          frame,
          () -> {
            var info = decoder.info(read(frame));
            return new Size(info.height(), info.width());
          });
    }

    @Override
    public void rows(int frame, RowSink sink) throws IOException {
      asking(frame, () -> decoder.decode(read(frame), ColorMode.GRAY, sink));
    }

    @Override
    public boolean any(int frame) throws IOException {
      AnyPixel any = new AnyPixel();
      rows(frame, any);
      return any.isFound();
    }

    private <T> T asking(int frame, Asking<T> asking) throws IOException {
      try {
        return asking.ask();
      } catch (UnreadableException e) {
        String name = files.get(frame).name();
        throw new UnreadableException(
            e.reason(), "has a mask " + name + " that " + e.getMessage(), e);
      }
    }

    @Override
    public long bytes() {
      return files.size() * BYTES_A_NAME;
    }
  }

  private interface Asking<T> {
    T ask() throws IOException;
  }

  /** A video and its masks must have as many frames. */
  static void check(Masks masks, int frames) throws UnreadableException {
    if (masks.frames() != frames) {
      throw new UnreadableException(
          Reason.FRAMES_MISMATCH,
          "has masks of %d frames but its video has %d".formatted(masks.frames(), frames));
    }
  }
}
