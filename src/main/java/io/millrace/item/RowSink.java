package io.millrace.item;

/**
 * Takes the rows of one picture as a decoder produces them, so that no full-size copy is needed. A
 * decoder calls {@link #begin} once, after it has checked the size against its limits, then {@link
 * #row} for each row from top to bottom.
 */
public interface RowSink {
  /** Size of the picture in pixels, and bytes a pixel: 3 for RGB, 1 for 8-bit grey. */
  void begin(int width, int height, int channels);

  /**
   * One row: {@code width * channels} bytes from {@code offset}, pixels interleaved (RGBRGB...).
   * The array belongs to the decoder and is overwritten after the call.
   */
  void row(int y, byte[] pixels, int offset);
}
