package io.millrace.batch;

import io.millrace.decode.Decoding;
import io.millrace.item.Size;
import io.millrace.sample.BadSampleException;
import io.millrace.sample.Field;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.Optional;

/** Looks at whole videos: how many frames there are, and which of them are abnormal. */
public final class VideoScan implements AutoCloseable {
  private final VideoFrames videos;
  private final MaskFrames masks;

  /**
   * What a video is.
   *
   * @param frames exactly how many it has
   * @param size of each
   * @param labels a byte a frame, 1 where its mask has any pixel; none where there are no masks
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Facts(int frames, Size size, byte[] labels) {}

  /** Reads videos and masks from there. */
  public VideoScan(Storage storage, Decoding decoding) {
    this.videos = new VideoFrames(storage, decoding, 1);
    this.masks = new MaskFrames(storage, decoding);
  }

  /**
   * The facts of a video that is not cut.
   *
   * @throws BadSampleException if video or masks cannot be read, or do not fit each other
   */
  public Facts scan(Sample video) {
    Facts facts =
        Reading.of(
            video,
            Field.IMAGE,
            () ->
                videos.ask(
                    video.image(),
                    window -> window.ask(it -> new Facts(it.frames(), it.size(), new byte[0]))));
    Optional<Source> mask = video.source(Field.MASK);
    return mask.isEmpty()
        ? facts
        : new Facts(
            facts.frames,
            facts.size,
            Reading.of(video, Field.MASK, () -> labels(mask.get(), facts)));
  }

  private byte[] labels(Source source, Facts video) throws IOException {
    Source all = new Source(source.path(), source.length(), source.frames(), video.frames);
    MaskFrames.Masks found = masks.of(all);
    MaskFrames.check(found, video.frames);
    byte[] labels = new byte[video.frames];
    for (int frame = 0; frame < labels.length; frame++) {
      if (!found.size(frame).equals(video.size)) {
        throw new UnreadableException(
            Reason.SIZE_MISMATCH,
            "has masks of %s but its video is %s".formatted(found.size(frame), video.size));
      }

      labels[frame] = (byte) (found.any(frame) ? 1 : 0);
    }

    return labels;
  }

  /**
   * What a video is made of.
   *
   * @param container such as {@code avi}, or {@code folder}
   * @param codec such as {@code mpeg4}, or {@code pictures}
   */
  public record Kind(String container, String codec, Size size) {}

  /** Container, codec and size of a video. */
  public Kind kind(Sample video) {
    return Reading.of(
        video, Field.IMAGE, () -> videos.ask(video.image(), window -> window.ask(OpenVideo::kind)));
  }

  /** Decodes every frame of a video; says what is damaged in it, empty if nothing is. */
  public String damage(Sample video) {
    return Reading.of(
        video,
        Field.IMAGE,
        () -> {
          int frames = videos.ask(video.image(), window -> window.ask(OpenVideo::frames));
          for (int index = 0; index < frames; index++) {
            videos.frame(video.image(), index);
          }

          return videos.ask(video.image(), window -> window.ask(OpenVideo::damage));
        });
  }

  @Override
  public void close() {
    videos.close();
  }
}
