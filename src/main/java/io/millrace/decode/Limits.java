package io.millrace.decode;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import java.io.Serializable;

/**
 * How large a picture may be. A few bytes can claim billions of pixels, so this is checked before
 * anything of the picture's size is allocated.
 *
 * @param maxPixels largest allowed width times height
 * @param maxMaskBytes most memory that the masks of one video may take, a bit a pixel
 */
public record Limits(long maxPixels, long maxMaskBytes) implements Serializable {
  /** Twice Pillow's {@code MAX_IMAGE_PIXELS}, where it raises {@code DecompressionBombError}. */
  private static final long PILLOW_BOMB = 178_956_970L;

  /** Some 20,000 frames of 640 x 360 pixels, if every one of them has a mask. */
  private static final long MASKS = 1L << 29;

  /** A row of eight bytes a pixel, which the decoders may hold, must fit an array. */
  private static final int MAX_WIDTH = Integer.MAX_VALUE / 8 - 64;

  public Limits {
    if (maxPixels < 1) {
      throw new IllegalArgumentException("Invalid maxPixels: " + maxPixels + " (must be >= 1)");
    }

    if (maxMaskBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid maxMaskBytes: " + maxMaskBytes + " (must be >= 1)");
    }
  }

  /** That many pixels, and 512 MiB for the masks of a video. */
  public Limits(long maxPixels) {
    this(maxPixels, MASKS);
  }

  /** Pillow's limit: 178,956,970 pixels. */
  public static Limits standard() {
    return new Limits(PILLOW_BOMB);
  }

  void check(ImageInfo info) throws UnreadableException {
    check(info.width(), info.height());
  }

  /** Refuses a picture or a video's frame of that size in pixels, if it is too large or empty. */
  public void check(int width, int height) throws UnreadableException {
    String size = "is " + width + " x " + height;
    if (width < 1 || height < 1) {
      throw new UnreadableException(Reason.CORRUPT, size + ": a picture has at least one pixel");
    }

    if ((long) width * height > maxPixels) {
      throw new UnreadableException(
          Reason.TOO_LARGE, size + ", more than " + maxPixels + " pixels");
    }

    if (width > MAX_WIDTH) {
      throw new UnreadableException(Reason.TOO_LARGE, size + ", more than a row can hold");
    }
  }
}
