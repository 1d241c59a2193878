package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteOrder;

/** What a TIFF's pixels are: the tags that say it, in the sense in which Pillow reads them. */
final class TiffHeader {
  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int CMYK = 5;
  static final int YCBCR = 6;
  static final int UNSIGNED = 1;
  static final int SIGNED = 2;
  static final int FLOAT = 3;

  private final TiffTags tags;
  private final int bits;
  private final int samples;
  private final int format;
  private final int extras;

  TiffHeader(TiffTags tags) throws UnreadableException {
    this.tags = tags;
    this.samples = tags.number(TiffTags.SAMPLES, 1);
    this.bits = same(TiffTags.BITS, 1);
    this.format = same(TiffTags.SAMPLE_FORMAT, UNSIGNED);
    this.extras = tags.count(TiffTags.EXTRA_SAMPLES);
    if (samples < 1 || samples > 6) {
      throw Broken.unsupported(
          "is a TIFF of " + samples + " samples a pixel (1 to 6 are supported)");
    }
  }

  private int same(int tag, int absent) throws UnreadableException {
    int first = tags.number(tag, absent);
    for (int i = 1; i < Math.min(samples, tags.count(tag)); i++) {
      if (tags.value(tag, i, first) != first) {
        throw Broken.unsupported("is a TIFF whose samples are not all of one kind");
      }
    }

    return first;
  }

  TiffTags tags() {
    return tags;
  }

  int width() {
    return tags.number(TiffTags.WIDTH, 0);
  }

  int height() {
    return tags.number(TiffTags.HEIGHT, 0);
  }

  /** 1 upright; 2 to 8 as in EXIF, which Pillow undoes for TIFF alone. */
  int orientation() {
    int orientation = tags.number(TiffTags.ORIENTATION, 1);
    return orientation < 1 || orientation > 8 ? 1 : orientation;
  }

  int bits() {
    return bits;
  }

  int samples() {
    return samples;
  }

  int format() {
    return format;
  }

  int photometric() {
    return tags.number(TiffTags.PHOTOMETRIC, WHITE_IS_ZERO);
  }

  int compression() {
    return tags.number(TiffTags.COMPRESSION, 1);
  }

  /** Samples beyond those of the colour. */
  int extras() {
    return extras;
  }

  /** 0 unspecified, 1 premultiplied alpha, 2 alpha; -1 where there is no extra sample. */
  int firstExtra() {
    return tags.number(TiffTags.EXTRA_SAMPLES, -1);
  }

  boolean planar() {
    return samples > 1 && tags.number(TiffTags.PLANAR, 1) == 2;
  }

  boolean bigEndian() {
    return tags.order() == ByteOrder.BIG_ENDIAN;
  }

  /** Bytes of a row of so many pixels of one plane. */
  long rowBytes(int pixels) {
    return ((long) pixels * (planar() ? 1 : samples) * bits + 7) / 8;
  }

  @Override
  public String toString() {
    String kind = format == FLOAT ? "float " : format == SIGNED ? "signed " : "";
    return "a TIFF of %d %s%d-bit samples, photometric %d, compression %d"
        .formatted(samples, kind, bits, photometric(), compression());
  }
}
