package io.millrace.config;

import io.millrace.batch.Recipe;
import io.millrace.decode.Decoding;
import io.millrace.decode.Draft;
import io.millrace.decode.JpegDecoder;
import io.millrace.decode.Limits;
import io.millrace.item.Precision;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Split;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How files become numbers.
 *
 * @param size the resize that brings all pictures to one size, or to none
 * @param augmentations the user's operations for each subset
 * @param normalize applied last; empty for values in [0, 1], else one operation
 * @param precision how pictures are stored
 * @param limits of the decoder
 * @param jpeg how JPEGs are decoded
 * @param depth what is made of depth maps, where the data set has them
 * @param originals whether clips keep their frames as decoded, where the data set is of videos
 */
public record PixelConfig(
    Sizing size,
    Map<Split, Compose> augmentations,
    List<Normalize> normalize,
    Precision precision,
    Limits limits,
    Jpeg jpeg,
    Depth depth,
    OriginalFrames originals) {
  /** Native size, no augmentation, float32 in [0, 1]. */
  public static final PixelConfig DEFAULTS =
      new PixelConfig(
          Sizing.NATIVE,
          Map.of(),
          List.of(),
          Precision.FLOAT32,
          Limits.standard(),
          Jpeg.DEFAULTS,
          Depth.Z,
          OriginalFrames.DROP);

  /** Whether the resize comes before the user's operations (ours) or after (the reference's). */
  public enum Position {
    FIRST,
    LAST
  }

  /**
   * The resize that the run adds to the user's operations.
   *
   * @param resize empty for native sizes, else one
   * @param position where it stands
   */
  public record Sizing(List<Resize> resize, Position position) {
    /** Each picture's own size. */
    public static final Sizing NATIVE = new Sizing(List.of(), Position.FIRST);

    public Sizing {
      resize = List.copyOf(resize);
      Objects.requireNonNull(position, "position");
    }

    /** Exactly that size, before the user's operations. */
    public static Sizing exact(int height, int width) {
      return new Sizing(List.of(Resize.exact(height, width)), Position.FIRST);
    }
  }

  /**
   * How JPEGs are decoded.
   *
   * @param decoder what decodes them
   * @param scale how large
   */
  public record Jpeg(JpegChoice decoder, Scale scale) {
    /** The decoder that is there, at full size. */
    public static final Jpeg DEFAULTS = new Jpeg(JpegChoice.AUTO, Scale.FULL);

    /** Full size, or smaller where pictures are resized anyway: faster, with other pixels. */
    public enum Scale {
      FULL,
      DRAFT
    }

    public Jpeg {
      Objects.requireNonNull(decoder, "decoder");
      Objects.requireNonNull(scale, "scale");
    }
  }

  public PixelConfig {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(jpeg, "jpeg");
    Objects.requireNonNull(depth, "depth");
    Objects.requireNonNull(originals, "originals");
    Map<Split, Compose> copy = new EnumMap<>(Split.class);
    copy.putAll(augmentations);
    augmentations = Collections.unmodifiableMap(copy);
    normalize = List.copyOf(normalize);
  }

  /** All operations of a subset, in order. */
  public Compose pipeline(Split split) {
    Compose resize = new Compose(List.copyOf(size.resize));
    Compose own = augmentations.getOrDefault(split, Compose.NONE);
    Compose moved = size.position == Position.FIRST ? resize.then(own) : own.then(resize);
    return moved.then(new Compose(List.copyOf(normalize)));
  }

  /** The same with another size. */
  public PixelConfig with(Sizing other) {
    return new PixelConfig(
        other, augmentations, normalize, precision, limits, jpeg, depth, originals);
  }

  /** The same with other operations for every subset. */
  public PixelConfig with(Map<Split, Compose> others) {
    return new PixelConfig(size, others, normalize, precision, limits, jpeg, depth, originals);
  }

  /** The same, normalised. */
  public PixelConfig with(Normalize other) {
    return new PixelConfig(
        size, augmentations, List.of(other), precision, limits, jpeg, depth, originals);
  }

  /** The same, stored otherwise. */
  public PixelConfig with(Precision other) {
    return new PixelConfig(size, augmentations, normalize, other, limits, jpeg, depth, originals);
  }

  /** The same with other limits. */
  public PixelConfig with(Limits other) {
    return new PixelConfig(
        size, augmentations, normalize, precision, other, jpeg, depth, originals);
  }

  /** The same with JPEGs decoded otherwise. */
  public PixelConfig with(Jpeg other) {
    return new PixelConfig(
        size, augmentations, normalize, precision, limits, other, depth, originals);
  }

  /**
   * How pictures are decoded at full size. Asked on the driver: what is chosen here holds for
   * executors.
   *
   * @throws InvalidConfigException if the decoder that was asked for does not work here
   */
  public Decoding decoding() {
    return new Decoding(limits, jpeg.decoder.decoder());
  }

  /**
   * How pictures are decoded for those operations: smaller if that was asked for.
   *
   * @throws InvalidConfigException also if nothing here decodes a JPEG smaller, or the first
   *     operation does not say how small
   */
  public Decoding decoding(Compose pipeline) {
    Decoding full = decoding();
    if (jpeg.scale == Jpeg.Scale.FULL) {
      return full;
    }

    Draft draft = Recipe.draft(pipeline);
    if (full.jpeg() == JpegDecoder.JDK || draft.equals(Draft.NONE)) {
      throw new InvalidConfigException(
          List.of(
              draft.equals(Draft.NONE)
                  ? "Invalid jpeg_draft: the first operation is no resize to one size (set"
                      + " image_size and resize_position: first, or leave jpeg_draft out)"
                  : "Invalid jpeg_draft: the JDK decodes JPEGs at full size only (give the driver"
                      + " OpenCV, see 'millrace doctor', or leave jpeg_draft out)"));
    }

    return new Decoding(limits, full.jpeg(), draft);
  }

  /** The same with depth maps made otherwise. */
  public PixelConfig with(Depth other) {
    return new PixelConfig(
        size, augmentations, normalize, precision, limits, jpeg, other, originals);
  }

  /** The same, with the frames as decoded or without them. */
  public PixelConfig with(OriginalFrames other) {
    return new PixelConfig(size, augmentations, normalize, precision, limits, jpeg, depth, other);
  }
}
