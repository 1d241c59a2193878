package io.millrace.decode;

/** What the rows of a decoded picture hold, as Pillow's {@code convert} names it. */
public enum ColorMode {
  /** Pillow's {@code convert("RGB")}: three bytes a pixel, alpha dropped. */
  RGB(3),
  /** Pillow's {@code convert("L")}: one byte a pixel. */
  GRAY(1);

  private final int channels;

  ColorMode(int channels) {
    this.channels = channels;
  }

  /** Bytes a pixel. */
  public int channels() {
    return channels;
  }
}
