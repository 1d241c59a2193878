package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * A JPEG: baseline or progressive, 8 bits, grey, YCbCr, RGB, CMYK or YCCK. Never scaled, never
 * turned by EXIF, no colour profile: as Pillow opens it.
 */
final class JpegPicture implements Picture {
  private final byte[] bytes;
  private final JpegDecoder decoder;
  private final JpegHeader header;

  JpegPicture(byte[] bytes, JpegDecoder decoder) throws UnreadableException {
    this.bytes = bytes;
    this.decoder = decoder;
    this.header = JpegHeader.read(bytes);
  }

  @Override
  public ImageInfo info() {
    return new ImageInfo("JPEG", header.width(), header.height(), header.colors().mode());
  }

  @Override
  public void write(Rows out) throws UnreadableException {
    boolean written =
        switch (decoder) {
          case JDK -> false;
          case OPENCV -> OpenCvJpeg.write(bytes, header, out);
        };
    if (!written) {
      writeByJdk(out);
    }
  }

  private void writeByJdk(Rows out) throws UnreadableException {
    byte[] pixels = JpegRaster.read(bytes, header);
    int stride = header.width() * header.components();
    for (int y = 0; y < header.height(); y++) {
      write(pixels, y * stride, out);
    }
  }

  private void write(byte[] pixels, int at, Rows out) {
    int end = at + header.width() * header.components();
    switch (header.colors()) {
      case GREY -> out.grey(pixels, at, 1);
      case RGB -> out.rgb(pixels, at, 3);
      case YCBCR -> {
        YCbCr.toRgb(pixels, at, end);
        out.rgb(pixels, at, 3);
      }
      case CMYK -> writeCmyk(pixels, at, end, out);
      case YCCK -> {
        // libjpeg makes C, M and Y of YCCK as 255 - R, 255 - G and 255 - B
        YCbCr.toCmyk(pixels, at, end);
        writeCmyk(pixels, at, end, out);
      }
    }
  }

  /** Adobe's inks are stored inverted, and Pillow takes every CMYK JPEG for Adobe's. */
  private void writeCmyk(byte[] pixels, int at, int end, Rows out) {
    for (int i = at; i < end; i++) {
      pixels[i] = (byte) ~pixels[i];
    }
    Cmyk.toRgb(pixels, at, end, 4);
    out.rgb(pixels, at, 4);
  }
}
