package io.millrace.decode.video;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The first plane of a frame whose samples have eight bits. */
final class Luma {
  private Luma() {}

  static byte[] of(AVFrame frame) {
    int width = frame.width();
    int stride = frame.linesize(0);
    ByteBuffer plane = frame.data(0).capacity((long) stride * frame.height()).asByteBuffer();
    byte[] luma = new byte[width * frame.height()];
    for (int y = 0; y < frame.height(); y++) {
      plane.get(y * stride, luma, y * width, width);
    }

    return luma;
  }
}
