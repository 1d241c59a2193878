package io.millrace.batch;

import io.millrace.item.RowSink;
import io.millrace.item.Size;
import java.nio.ByteBuffer;

/**
 * A frame of a video as it was decoded. Never changed once it is made.
 *
 * @param rgb height x width x 3 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawFrame(Size size, byte[] rgb) {
  /** Gives its rows from top to bottom. */
  void rows(RowSink sink) {
    sink.begin(size.width(), size.height(), 3);
    for (int y = 0; y < size.height(); y++) {
      sink.row(y, rgb, y * size.width() * 3);
    }
  }

  /** Writes 3 x height x width bytes. */
  void planes(ByteBuffer target) {
    for (int channel = 0; channel < 3; channel++) {
      for (int at = channel; at < rgb.length; at += 3) {
        target.put(rgb[at]);
      }
    }
  }

  /** Takes the rows of a decoded picture. */
  static final class Taker implements RowSink {
    private Size size;
    private byte[] rgb;

    @Override
    public void begin(int width, int height, int channels) {
      size = new Size(height, width);
      rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    }

    @Override
    public void row(int y, byte[] pixels, int offset) {
      int bytes = size.width() * 3;
      System.arraycopy(pixels, offset, rgb, y * bytes, bytes);
    }

    /** The frame, once its last row was taken. */
    RawFrame frame() {
      return new RawFrame(size, rgb);
    }
  }
}
