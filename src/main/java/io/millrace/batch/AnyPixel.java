package io.millrace.batch;

import io.millrace.item.RowSink;

/** Remembers whether any pixel of a mask is above 0. */
final class AnyPixel implements RowSink {
  private int width;
  private boolean found;

  @Override
  public void begin(int width, int height, int channels) {
    this.width = width;
  }

  @Override
  public void row(int y, byte[] pixels, int offset) {
    for (int x = 0; x < width && !found; x++) {
      found = pixels[offset + x] != 0;
    }
  }

  boolean isFound() {
    return found;
  }
}
