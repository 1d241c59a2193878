package io.millrace.config;

import io.millrace.decode.Limits;
import io.millrace.item.Precision;
import io.millrace.sample.Depth;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.util.List;
import java.util.Locale;

/** The keys below {@code data} that say how files become numbers; all are our own. */
final class PixelKeys {
  static final Key<List<Resize>> IMAGE_SIZE =
      new Key<>("image_size", PixelTypes.IMAGE_SIZE, List.of(Resize.exact(256, 256)));
  static final Key<PixelConfig.Position> RESIZE_POSITION =
      new Key<>(
          "resize_position",
          Types.oneOf(
              List.of(PixelConfig.Position.values()),
              position -> position.name().toLowerCase(Locale.ROOT)),
          PixelConfig.Position.FIRST);
  static final Key<List<Normalize>> NORMALIZE =
      new Key<>("normalize", PixelTypes.NORMALIZE, List.of());
  static final Key<Precision> DTYPE =
      new Key<>(
          "dtype",
          Types.oneOf(List.of(Precision.FLOAT32, Precision.UINT8), Precision::text),
          Precision.FLOAT32);
  static final Key<Long> MAX_PIXELS =
      new Key<>(
          "max_pixels",
          ValueType.of("a whole number >= 1", node -> node.whole().filter(count -> count >= 1)),
          Limits.standard().maxPixels());

  static final Key<JpegChoice> JPEG_DECODER =
      new Key<>(
          "jpeg_decoder",
          Types.oneOf(
              List.of(JpegChoice.values()), choice -> choice.name().toLowerCase(Locale.ROOT)),
          JpegChoice.AUTO);

  /** Of data sets of pictures. */
  static final Key<Boolean> JPEG_DRAFT = new Key<>("jpeg_draft", Types.TRUTH, false);

  /** Of data sets with depth maps. */
  static final Key<Depth.Channels> DEPTH_CHANNELS =
      new Key<>(
          "depth_channels",
          Types.oneOf(
              List.of(Depth.Channels.Z, Depth.Channels.XYZ),
              channels -> channels.name().toLowerCase(Locale.ROOT)),
          Depth.Z.channels());

  static final Key<Boolean> DEPTH_RESIZE = new Key<>("depth_resize", Types.TRUTH, true);
  static final Key<Boolean> DEPTH_VALID = new Key<>("depth_valid", Types.TRUTH, false);

  /** Of data sets of videos. */
  static final Key<Boolean> ORIGINAL_IMAGE = new Key<>("original_image", Types.TRUTH, false);

  private PixelKeys() {}
}
