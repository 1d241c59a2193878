package io.millrace.report.measure;

import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import io.millrace.report.profile.Example;
import io.millrace.report.profile.Thumb;
import io.millrace.sample.Clips;
import io.millrace.sample.FrameRange;
import java.util.ArrayList;
import java.util.List;

/** Makes items small, to look at. */
final class Examples {
  /** Frames of a clip that are shown. */
  private static final int FRAMES = 8;

  private Examples() {}

  /** An item whose picture is uint8: a picture, or the frames of a clip. */
  static Example of(Example.Title title, ImageItem item, Clips clips) {
    List<HostTensor> frames = frames(item.image());
    int shown = Math.min(FRAMES, frames.size());
    Size size = new Size(item.image().axis(-2), item.image().axis(-1));
    Thumbs thumbs = Thumbs.of(size, shown == 1 ? Thumb.SIDE : Thumb.SIDE / 2);
    List<Example.Mask> masks = new ArrayList<>();
    for (FrameMask mask : masks(item, clips)) {
      if (mask.frame < shown) {
        masks.add(thumbs.mask(mask.frame, mask.mask));
      }
    }

    return new Example(
        title,
        frames.stream().limit(shown).map(thumbs::small).toList(),
        masks,
        item.keys().contains(ItemField.DEPTH_MAP)
            ? List.of(Thumbs.depth(item.tensor(ItemField.DEPTH_MAP)))
            : List.of());
  }

  /** A picture alone, of a sample that is bad otherwise. */
  static Example of(Example.Title title, HostTensor image) {
    return of(title, ImageItem.of(image), Clips.NONE);
  }

  /** Each 3 x height x width. */
  static List<HostTensor> frames(HostTensor image) {
    if (image.rank() == 3) {
      return List.of(image);
    }

    List<HostTensor> frames = new ArrayList<>();
    for (int t = 0; t < image.axis(0); t++) {
      frames.add(image.slice(t));
    }

    return frames;
  }

  /** The same from that frame on. */
  static List<HostTensor> from(HostTensor image, int first) {
    List<HostTensor> frames = frames(image);
    return frames.subList(first, frames.size());
  }

  /**
   * A mask and the frame that it is of.
   *
   * @param mask height x width
   */
  record FrameMask(int frame, HostTensor mask) {}

  static List<FrameMask> masks(ImageItem item, Clips clips) {
    if (!item.keys().contains(ItemField.GT_MASK)) {
      return List.of();
    }

    HostTensor all = item.gtMask();
    FrameRange targets = clips.exist() ? clips.target().of(clips.length()) : new FrameRange(0, 1);
    if (all.rank() == 2) {
      return List.of(new FrameMask(targets.first(), all));
    }

    List<FrameMask> masks = new ArrayList<>();
    for (int t = 0; t < all.axis(0); t++) {
      masks.add(new FrameMask(targets.first() + t, all.slice(t)));
    }

    return masks;
  }
}
