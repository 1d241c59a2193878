package io.millrace.decode;

import io.millrace.item.Size;
import io.millrace.sample.UnreadableException;

/**
 * A JPEG: baseline or progressive, 8 bits, grey, YCbCr, RGB, CMYK or YCCK. Never scaled unless as a
 * {@link Draft}, never turned by EXIF, no colour profile: as Pillow opens it.
 */
final class JpegPicture implements Picture {
  private final byte[] bytes;
  private final Decoding decoding;
  private final JpegHeader header;

  JpegPicture(byte[] bytes, Decoding decoding) throws UnreadableException {
    this.bytes = bytes;
    this.decoding = decoding;
    this.header = JpegHeader.read(bytes);
  }

  @Override
  public ImageInfo info() {
    return new ImageInfo("JPEG", header.width(), header.height(), header.colors().mode());
  }

  @Override
  public int channels() {
    return header.components();
  }

  @Override
  public int bits() {
    return 8;
  }

  @Override
  public Size size(ColorMode mode) {
    int divisor = divisor(mode);
    return new Size(Draft.ceil(header.height(), divisor), Draft.ceil(header.width(), divisor));
  }

  /** Masks, which are read as grey, are never drafts. */
  private int divisor(ColorMode mode) {
    int divisor =
        mode == ColorMode.RGB ? decoding.draft().divisor(header.height(), header.width()) : 1;
    return divisor > 1 && OpenCvJpeg.isOurs(bytes, header) ? divisor : 1;
  }

  @Override
  public void write(Rows out) throws UnreadableException {
    int divisor = divisor(out.mode());
    boolean written =
        switch (decoding.jpeg()) {
          case JDK -> false;
          case OPENCV -> OpenCvJpeg.write(bytes, header, divisor, out);
        };
    if (!written) {
      writeByJdk(divisor, out);
    }
  }

  private void writeByJdk(int divisor, Rows out) throws UnreadableException {
    if (divisor > 1) {
      throw Broken.corrupt("is a damaged JPEG: OpenCV decodes no draft of it");
    }

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
