package io.millrace.decode.video;

import io.millrace.decode.Limits;
import io.millrace.item.Size;
import io.millrace.sampledata.VideoWriter;
import io.millrace.sampledata.VideoWriter.Coding;
import io.millrace.storage.RangeFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/** Small videos that a test draws: noise, gradients and a square that moves. */
final class DrawnVideo {
  static final Size SIZE = new Size(48, 80);

  private DrawnVideo() {}

  static byte[] of(Coding coding, int frames) throws IOException {
    return of(coding, SIZE, frames);
  }

  static byte[] of(Coding coding, Size size, int frames) throws IOException {
    try (VideoWriter writer = VideoWriter.open(coding, size)) {
      for (int i = 0; i < frames; i++) {
        writer.add(frame(size, i));
      }

      return writer.finish();
    }
  }

  static byte[] frame(Size size, int number) {
    byte[] rgb = new byte[size.height() * size.width() * 3];
    Random noise = new Random(number);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        boolean square = Math.abs(x - number * 2 % size.width()) < 6 && Math.abs(y - 20) < 6;
        int at = 3 * (y * size.width() + x);
        rgb[at] = (byte) (square ? 230 : x + noise.nextInt(6));
        rgb[at + 1] = (byte) (square ? 40 : y + noise.nextInt(6));
        rgb[at + 2] = (byte) (number * 3 % 200);
      }
    }

    return rgb;
  }

  static VideoFile open(byte[] bytes) throws IOException {
    return VideoFile.open(file(bytes), bytes.length, Limits.standard());
  }

  /** A file in memory. */
  static RangeFile file(byte[] bytes) {
    return new RangeFile() {
      @Override
      public void read(long offset, ByteBuffer target) throws IOException {
        if (offset + target.remaining() > bytes.length) {
          throw new EOFException("has " + bytes.length + " bytes");
        }

        target.put(bytes, (int) offset, target.remaining());
      }

      @Override
      public void close() {}
    };
  }
}
