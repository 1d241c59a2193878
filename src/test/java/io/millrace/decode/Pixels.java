package io.millrace.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.item.RowSink;
import io.millrace.sample.UnreadableException;

/** Collects a decoded picture, and checks that its rows come in order. */
final class Pixels implements RowSink {
  private int width;
  private int height;
  private int channels;
  private int next;
  private byte[] bytes;

  static Pixels rgb(byte[] file) throws UnreadableException {
    return decode(file, ColorMode.RGB);
  }

  static Pixels grey(byte[] file) throws UnreadableException {
    return decode(file, ColorMode.GRAY);
  }

  /** By every decoder that is here; they must agree. */
  static Pixels decode(byte[] file, ColorMode mode) throws UnreadableException {
    Pixels pixels = decode(file, mode, JpegDecoder.JDK);
    if (JpegDecoder.best() == JpegDecoder.OPENCV) {
      assertThat(decode(file, mode, JpegDecoder.OPENCV).bytes).isEqualTo(pixels.bytes);
    }

    return pixels;
  }

  static Pixels decode(byte[] file, ColorMode mode, JpegDecoder jpeg) throws UnreadableException {
    Pixels pixels = new Pixels();
    new ImageDecoder(new Decoding(Limits.standard(), jpeg)).decode(file, mode, pixels);
    if (pixels.next != pixels.height) {
      throw new AssertionError("only " + pixels.next + " of " + pixels.height + " rows came");
    }

    return pixels;
  }

  @Override
  public void begin(int width, int height, int channels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.bytes = new byte[width * height * channels];
  }

  @Override
  public void row(int y, byte[] pixels, int offset) {
    if (y != next) {
      throw new AssertionError("row " + y + " came instead of row " + next);
    }

    next++;
    System.arraycopy(pixels, offset, bytes, y * width * channels, width * channels);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The values as unsigned numbers. */
  int[] values() {
    int[] values = new int[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 255;
    }

    return values;
  }
}
