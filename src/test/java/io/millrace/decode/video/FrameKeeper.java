package io.millrace.decode.video;

import io.millrace.item.RowSink;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps the rows of one frame. */
final class FrameKeeper implements RowSink {
  private byte[] pixels = new byte[0];
  private int width;
  private int height;

  @Override
  public void begin(int w, int h, int channels) {
    width = w;
    height = h;
    pixels = new byte[w * h * channels];
  }

  @Override
  public void row(int y, byte[] row, int offset) {
    System.arraycopy(row, offset, pixels, y * width * 3, width * 3);
  }

  byte[] pixels() {
    return pixels;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  String sum() {
    return sum(pixels);
  }

  static String sum(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.wrap(bytes));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
