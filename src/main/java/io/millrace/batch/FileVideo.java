package io.millrace.batch;

import io.millrace.decode.Limits;
import io.millrace.decode.video.VideoFile;
import io.millrace.item.Size;
import io.millrace.sample.Reason;
import io.millrace.sample.Source;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.RangeFile;
import io.millrace.storage.Storage;
import java.io.IOException;

/** A video in one file. */
record FileVideo(RangeFile file, VideoFile video) implements OpenVideo {
  static FileVideo open(Storage storage, Source source, Limits limits) throws IOException {
    RangeFile file = storage.open(source.path(), source.length());
    try {
      return new FileVideo(file, VideoFile.open(file, source.length(), limits));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public int frames() throws IOException {
    return video.frames();
  }

  @Override
  public Size size() {
    return new Size(video.info().height(), video.info().width());
  }

  @Override
  public VideoScan.Kind kind() {
    return new VideoScan.Kind(video.info().container(), video.info().codec(), size());
  }

  @Override
  public RawFrame frame(int index) throws IOException {
    RawFrame.Taker taker = new RawFrame.Taker();
    video.frame(index, taker);
    RawFrame frame = taker.frame();
    if (!frame.size().equals(size())) {
      throw new UnreadableException(
          Reason.SIZE_MISMATCH,
          "has a frame %d of %s but begins with %s".formatted(index, frame.size(), size()));
    }

    return frame;
  }

  @Override
  public String damage() {
    return video.damage();
  }

  @Override
  public long decoded() {
    return video.decoded();
  }

  @Override
  public void close() throws IOException {
    try {
      video.close();
    } finally {
      file.close();
    }
  }
}
