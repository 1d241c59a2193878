package io.millrace.sampledata;

import io.millrace.item.Size;

/**
 * A picture in the colours of BT.601 (luma 16 to 235), 4:2:0: a pair of colour samples for each
 * square of four pixels. By integers, so that every machine gives the same.
 */
final class YuvPlanes {
  private static final int HALF = 1 << 15;
  private static final int MASK = 0xFF;

  private final byte[] luma;
  private final byte[] blue;
  private final byte[] red;

  private YuvPlanes(byte[] luma, byte[] blue, byte[] red) {
    this.luma = luma;
    this.blue = blue;
    this.red = red;
  }

  /** Height x width samples. */
  byte[] luma() {
    return luma;
  }

  /** Half of both sides. */
  byte[] blue() {
    return blue;
  }

  /** Half of both sides. */
  byte[] red() {
    return red;
  }

  /** Both sides must be even; {@code rgb} has three bytes a pixel. */
  static YuvPlanes of(Size size, byte[] rgb) {
    int height = size.height();
    int width = size.width();
    byte[] luma = new byte[height * width];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) (16 + (scaled(rgb, 3 * i, 16829, 33039, 6416) >> 16));
    }

    byte[] blue = new byte[luma.length / 4];
    byte[] red = new byte[luma.length / 4];
    byte[] mean = new byte[3];
    for (int i = 0; i < blue.length; i++) {
      int x = 2 * (i % (width / 2));
      int y = 2 * (i / (width / 2));
      average(rgb, 3 * (y * width + x), 3 * width, mean);
      blue[i] = (byte) (128 + (scaled(mean, 0, -9714, -19070, 28784) >> 16));
      red[i] = (byte) (128 + (scaled(mean, 0, 28784, -24103, -4681) >> 16));
    }

    return new YuvPlanes(luma, blue, red);
  }

  private static int scaled(byte[] rgb, int at, int red, int green, int blue) {
    return HALF
        + red * (rgb[at] & MASK)
        + green * (rgb[at + 1] & MASK)
        + blue * (rgb[at + 2] & MASK);
  }

  private static void average(byte[] rgb, int at, int stride, byte[] mean) {
    for (int c = 0; c < 3; c++) {
      int upper = (rgb[at + c] & MASK) + (rgb[at + 3 + c] & MASK);
      int lower = (rgb[at + stride + c] & MASK) + (rgb[at + stride + 3 + c] & MASK);
      mean[c] = (byte) ((upper + lower + 2) >> 2);
    }
  }
}
