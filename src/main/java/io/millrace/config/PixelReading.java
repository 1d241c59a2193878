package io.millrace.config;

import io.millrace.config.PixelConfig.Sizing;
import io.millrace.decode.Limits;
import io.millrace.item.Precision;
import io.millrace.sample.Depth;
import io.millrace.sample.OriginalFrames;
import io.millrace.sample.Split;
import io.millrace.transform.Compose;
import io.millrace.transform.Normalize;
import io.millrace.transform.Resize;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the pixels of their keys.
 *
 * @param warnings what is no error and still worth a word
 */
record PixelReading(Section section, List<String> warnings) {
  PixelConfig read() {
    Map<Split, Compose> augmentations = augmentations();
    List<Normalize> normalize = section.read(PixelKeys.NORMALIZE);
    Precision precision = section.read(PixelKeys.DTYPE);
    checkPrecision(precision, !normalize.isEmpty(), augmentations);
    return new PixelConfig(
        sizing(augmentations),
        augmentations,
        normalize,
        precision,
        new Limits(section.read(PixelKeys.MAX_PIXELS)),
        jpeg(),
        depth(),
        section.read(PixelKeys.ORIGINAL_IMAGE) ? OriginalFrames.KEEP : OriginalFrames.DROP);
  }

  private PixelConfig.Jpeg jpeg() {
    return new PixelConfig.Jpeg(
        section.read(PixelKeys.JPEG_DECODER),
        section.read(PixelKeys.JPEG_DRAFT)
            ? PixelConfig.Jpeg.Scale.DRAFT
            : PixelConfig.Jpeg.Scale.FULL);
  }

  private Depth depth() {
    return new Depth(
        section.read(PixelKeys.DEPTH_CHANNELS),
        section.read(PixelKeys.DEPTH_RESIZE) ? Depth.Resizing.ON : Depth.Resizing.OFF,
        section.read(PixelKeys.DEPTH_VALID) ? Depth.Valid.ON : Depth.Valid.OFF);
  }

  private Map<Split, Compose> augmentations() {
    Compose general = section.read(DataKeys.AUGMENTATIONS);
    Map<Split, Compose> all = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      Key<Compose> key = key(split);
      all.put(split, section.given(key).isPresent() ? section.read(key) : general);
    }

    return all;
  }

  private static Key<Compose> key(Split split) {
    return switch (split) {
      case TRAIN -> DataKeys.TRAIN_AUGMENTATIONS;
      case VAL -> DataKeys.VAL_AUGMENTATIONS;
      case TEST -> DataKeys.TEST_AUGMENTATIONS;
    };
  }

  // who resizes everything himself has said which size he wants
  private Sizing sizing(Map<Split, Compose> augmentations) {
    List<Split> resizing =
        augmentations.keySet().stream().filter(split -> resizes(augmentations.get(split))).toList();
    boolean given = section.values().containsKey(PixelKeys.IMAGE_SIZE.name());
    boolean all = resizing.size() == augmentations.size();
    List<Resize> resize = !given && all ? List.of() : section.read(PixelKeys.IMAGE_SIZE);
    if (!resize.isEmpty()) {
      resizing.forEach(split -> warnTwice(split, resize.get(0).target()));
    }

    return new Sizing(resize, section.read(PixelKeys.RESIZE_POSITION));
  }

  private static boolean resizes(Compose operations) {
    return operations.transforms().stream().anyMatch(Resize.class::isInstance);
  }

  private void warnTwice(Split split, Resize.Target size) {
    warnings.add(
        "Pictures of %s are resized twice: by their augmentations, and to data.image_size %dx%d"
                .formatted(split.text(), size.height(), size.width())
            + " (leave one of them out; data.image_size native keeps yours alone)");
  }

  private void checkPrecision(
      Precision precision, boolean normalized, Map<Split, Compose> augmentations) {
    if (precision == Precision.UINT8
        && (normalized || augmentations.values().stream().anyMatch(Compose::normalizes))) {
      section
          .spot()
          .child(PixelKeys.DTYPE.name())
          .invalid(
              section.values().get(PixelKeys.DTYPE.name()), "float32 where values are normalized");
    }
  }
}
