package io.millrace.store;

import io.millrace.item.DType;
import java.io.Serializable;
import java.util.Objects;

/**
 * What the pictures of a store look like.
 *
 * @param type of a value: U8 (floor(255 x + 0.5)), F16 or F32 for values x in [0, 1]
 * @param height in pixels, 0 where each picture has its own size
 * @param width in pixels, 0 where each picture has its own size
 */
public record StoredImage(DType type, int height, int width) implements Serializable {
  /** Source bytes, each picture of its own size. */
  public static final StoredImage PACKED = new StoredImage(DType.U8, 0, 0);

  public StoredImage {
    Objects.requireNonNull(type, "type");
    if (type != DType.U8 && type != DType.F16 && type != DType.F32) {
      throw new IllegalArgumentException(
          "Invalid type of stored pictures: " + type + " (must be U8, F16 or F32)");
    }
    if (height < 0 || width < 0 || (height == 0) != (width == 0)) {
      throw new IllegalArgumentException("Invalid size: " + height + " x " + width);
    }
  }

  /** Bytes of one picture, 3 x height x width; 0 where sizes differ. */
  public long imageBytes() {
    return 3L * height * width * type.bytes();
  }

  /** Bytes of one mask, height x width; 0 where sizes differ. */
  public long maskBytes() {
    return (long) height * width;
  }
}
