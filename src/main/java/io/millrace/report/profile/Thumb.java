package io.millrace.report.profile;

import io.millrace.item.Size;
import java.io.Serializable;
import java.util.Objects;

/**
 * A small picture, made by averaging. The array belongs to it and is not changed.
 *
 * @param size neither side above {@link #SIDE}, never larger than what it was made of
 * @param rgb three bytes a pixel, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Thumb(Size size, byte[] rgb) implements Serializable {
  /** Pixels of its longer side, at most. */
  public static final int SIDE = 160;

  public Thumb {
    Objects.requireNonNull(size, "size");
    if (rgb.length != 3 * size.height() * size.width()) {
      throw new IllegalArgumentException(
          "Invalid small picture: %d bytes for %s".formatted(rgb.length, size));
    }
  }
}
