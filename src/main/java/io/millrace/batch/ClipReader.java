package io.millrace.batch;

import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.item.RowSink;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.random.Draws;
import io.millrace.sample.Field;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Reason;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.Storage;
import java.io.IOException;

/** Fields of clips of videos. Whoever made it closes it. */
final class ClipReader implements FieldReader {
  private final Recipe recipe;
  private final VideoFrames videos;
  private final MaskFrames masks;
  private final BakedFrames baked = new BakedFrames();
  private final boolean draws;

  ClipReader(Storage storage, Recipe recipe) {
    this.recipe = recipe;
    this.videos = new VideoFrames(storage, recipe.decoding(), recipe.contents().clips().length());
    this.masks = new MaskFrames(storage, recipe.decoding());
    this.draws = recipe.transforms().isRandom();
  }

  @Override
  public Size size(Sample sample) {
    return Reading.of(sample, Field.IMAGE, () -> size(sample.image()));
  }

  private Size size(Source video) throws IOException {
    return videos.ask(video, window -> window.ask(OpenVideo::size));
  }

  @Override
  public Size picture(Sample sample, Draws own, Places places) {
    return Reading.of(
        sample,
        Field.IMAGE,
        () -> {
          Source video = sample.image();
          Size size = size(video);
          SlotRow place = places.at(recipe.transforms().outputSize(size));
          for (int t = 0; t < video.frames().count(); t++) {
            frame(video, t, own, place.slots().frame(place.row(), t));
          }

          return size;
        });
  }

  private void frame(Source video, int t, Draws own, TensorSink target) throws IOException {
    int index = video.frames().first() + t;
    if (draws) {
      write(video, index, own, target);
    } else {
      BakedFrames.Key key = new BakedFrames.Key(video.path(), index);
      baked.frame(key, target, sink -> write(video, index, own, sink));
    }
  }

  private void write(Source video, int index, Draws own, TensorSink target) throws IOException {
    RowSink rows = recipe.transforms().rows(Field.IMAGE, own, recipe.levels(), output -> target);
    videos.frame(video, index).rows(rows);
  }

  @Override
  public void masks(Sample sample, Size picture, Draws own, Places places) {
    Reading.of(
        sample,
        Field.MASK,
        () -> {
          Source source = sample.source(Field.MASK).orElseThrow();
          MaskFrames.Masks all = masks.of(source);
          MaskFrames.check(all, sample.image().videoFrames());
          SlotRow place = places.at(recipe.transforms().outputSize(picture));
          FrameRange target = recipe.contents().clips().target().of(source.frames().count());
          for (int t = 0; t < target.count(); t++) {
            int frame = source.frames().first() + target.first() + t;
            checkSize(all.size(frame), picture);
            TensorSink sink = place.slots().mask(place.row(), t);
            all.rows(
                frame, recipe.transforms().rows(Field.MASK, own, recipe.levels(), output -> sink));
          }

          return picture;
        });
  }

  private static void checkSize(Size mask, Size picture) throws UnreadableException {
    if (!mask.equals(picture)) {
      throw new UnreadableException(
          Reason.SIZE_MISMATCH, "has masks of " + mask + " but its video is " + picture);
    }
  }

  @Override
  public HostTensor originals(Sample sample) {
    return Reading.of(
        sample,
        Field.IMAGE,
        () -> {
          Source video = sample.image();
          Size size = size(video);
          FrameRange target = recipe.contents().clips().target().of(video.frames().count());
          HostTensor frames =
              HostTensor.zeros(DType.U8, target.count(), 3, size.height(), size.width());
          for (int t = 0; t < target.count(); t++) {
            int index = video.frames().first() + target.first() + t;
            videos.frame(video, index).planes(frames.slice(t).data());
          }

          return frames;
        });
  }

  @Override
  public long framesDecoded() {
    return videos.decoded();
  }

  @Override
  public void close() {
    videos.close();
  }
}
