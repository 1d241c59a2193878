package io.millrace.decode;

import io.millrace.item.RowSink;

/** Collects a picture and hands it on upright (the orientations of TIFF 6.0, tag 274). */
final class Turned implements RowSink {
  private final int orientation;
  private int width;
  private int height;
  private int channels;
  private byte[] pixels;

  Turned(int orientation) {
    this.orientation = orientation;
  }

  @Override
  public void begin(int width, int height, int channels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
  }

  @Override
  public void row(int y, byte[] row, int offset) {
    System.arraycopy(row, offset, pixels, y * width * channels, width * channels);
  }

  void write(Rows out) {
    boolean swapped = orientation > 4;
    int outWidth = swapped ? height : width;
    int outHeight = swapped ? width : height;
    byte[] row = new byte[outWidth * channels];
    for (int y = 0; y < outHeight; y++) {
      for (int x = 0; x < outWidth; x++) {
        System.arraycopy(pixels, source(x, y) * channels, row, x * channels, channels);
      }
      out.finished(row);
    }
  }

  /** Which stored pixel belongs at column {@code x} of row {@code y}. */
  private int source(int x, int y) {
    int right = width - 1;
    int bottom = height - 1;
    return switch (orientation) {
      case 2 -> at(right - x, y);
      case 3 -> at(right - x, bottom - y);
      case 4 -> at(x, bottom - y);
      case 5 -> at(y, x);
      case 6 -> at(y, bottom - x);
      case 7 -> at(right - y, bottom - x);
      case 8 -> at(right - y, x);
      default -> at(x, y);
    };
  }

  private int at(int x, int y) {
    return y * width + x;
  }
}
