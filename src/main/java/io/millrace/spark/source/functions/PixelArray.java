package io.millrace.spark.source.functions;

import io.millrace.item.RowSink;

/** Takes the rows of a picture into one array, height x width x 3. */
final class PixelArray implements RowSink {
  private int width;
  private int height;
  private byte[] pixels;

  @Override
  public void begin(int width, int height, int channels) {
    this.width = width;
    this.height = height;
    this.pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
  }

  @Override
  public void row(int y, byte[] row, int offset) {
    int bytes = pixels.length / height;
    System.arraycopy(row, offset, pixels, y * bytes, bytes);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Red, green, blue. */
  byte[] rgb() {
    return pixels;
  }

  /** Blue, green, red: turns the array around, so that it is asked for once. */
  byte[] bgr() {
    for (int at = 0; at < pixels.length; at += 3) {
      byte red = pixels[at];
      pixels[at] = pixels[at + 2];
      pixels[at + 2] = red;
    }

    return pixels;
  }
}
