package io.millrace.batch;

import io.millrace.decode.ColorMode;
import io.millrace.decode.ImageDecoder;
import io.millrace.item.Size;
import io.millrace.sample.Reason;
import io.millrace.sample.Source;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.FileEntry;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.List;

/** A video whose frames are the pictures of a folder, in the order of their names. */
final class PictureVideo implements OpenVideo {
  private final Storage storage;
  private final ImageDecoder decoder;
  private final List<FileEntry> files;
  private Size size;
  private long decoded;

  PictureVideo(Storage storage, ImageDecoder decoder, Source source) throws IOException {
    this.storage = storage;
    this.decoder = decoder;
    this.files = FrameNames.list(storage, source.path());
    if (files.size() != source.videoFrames()) {
      throw new UnreadableException(
          Reason.CHANGED,
          "has %d pictures, not %d as listed".formatted(files.size(), source.videoFrames()));
    }
  }

  @Override
  public int frames() {
    return files.size();
  }

  @Override
  public Size size() throws IOException {
    if (size == null) {
      var info = decoder.info(read(0));
      size = new Size(info.height(), info.width());
    }

    return size;
  }

  private byte[] read(int index) throws IOException {
    FileEntry file = files.get(index);
    return storage.read(file.path(), file.length());
  }

  @Override
  public VideoScan.Kind kind() throws IOException {
    return new VideoScan.Kind("folder", "pictures", size());
  }

  @Override
  public RawFrame frame(int index) throws IOException {
    RawFrame.Taker taker = new RawFrame.Taker();
    String name = files.get(index).name();
    try {
      decoder.decode(read(index), ColorMode.RGB, taker);
    } catch (UnreadableException e) {
      throw new UnreadableException(
          e.reason(), "has a frame " + name + " that " + e.getMessage(), e);
    }

    decoded++;
    if (!taker.frame().size().equals(size())) {
      throw new UnreadableException(
          Reason.SIZE_MISMATCH,
          "has a frame %s of %s but the first is %s".formatted(name, taker.frame().size(), size()));
    }

    return taker.frame();
  }

  @Override
  public String damage() {
    return "";
  }

  @Override
  public long decoded() {
    return decoded;
  }

  @Override
  public void close() {}
}
