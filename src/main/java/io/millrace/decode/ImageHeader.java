package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * What a file's header says of its pixels as they are stored, before any conversion.
 *
 * @param width pixels a row
 * @param height rows
 * @param channels values a pixel; one of a picture with a palette
 * @param bits of a value; five of BMPs of 16 bits a pixel, whatever green has
 * @param codec {@code PNG}, {@code JPEG}, {@code BMP}, {@code TIFF}, {@code PNM} or {@code WEBP}
 */
public record ImageHeader(int width, int height, int channels, int bits, String codec) {
  /**
   * Reads the header of a picture, or of a depth map in TIFF, which need not be of a kind that can
   * be decoded. The first bytes of a file will do where they hold all of its header; where they do
   * not, the file is truncated or damaged.
   */
  public static ImageHeader read(byte[] bytes) throws UnreadableException {
    try {
      return Format.isTiff(bytes)
          ? TiffPicture.header(bytes)
          : of(Format.open(bytes, Decoding.standard()));
    } catch (RuntimeException e) {
      throw Broken.damaged(e);
    }
  }

  private static ImageHeader of(Picture picture) {
    ImageInfo info = picture.info();
    return new ImageHeader(
        info.width(), info.height(), picture.channels(), picture.bits(), info.format());
  }
}
