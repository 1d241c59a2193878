package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/** Masks from a numpy array of frames x height x width. */
final class NpyMasks {
  private NpyMasks() {}

  static void read(byte[] bytes, MaskFrames frames) throws UnreadableException {
    NpyHeader header = NpyHeader.read(bytes);
    if (header.shape().size() == 1) {
      throw MaskVolume.labels(header.shape().get(0));
    }

    if (header.shape().size() != 3) {
      throw Broken.unsupported(
          "is an .npy file of shape %s (masks are frames x height x width)"
              .formatted(header.shapeText()));
    }

    MaskNumbers numbers = numbers(header.kind());
    ByteBuffer data = header.data(bytes, numbers.bytes());
    for (int i = 0; i < header.axis(0); i++) {
      read(data, numbers, header, frames);
    }
  }

  private static void read(
      ByteBuffer data, MaskNumbers numbers, NpyHeader header, MaskFrames frames)
      throws UnreadableException {
    MaskBits frame = frames.add(header.axis(1), header.axis(2));
    int count = header.axis(1) * header.axis(2);
    int most = MaskFrames.PIECE / numbers.bytes();
    for (int first = 0; first < count; first += most) {
      int end = data.position() + Math.min(most, count - first) * numbers.bytes();
      ByteBuffer piece = data.duplicate().order(data.order()).limit(end);
      frames.take(frame, numbers, first, piece);
      data.position(end);
    }
  }

  private static MaskNumbers numbers(String kind) throws UnreadableException {
    return switch (kind) {
      case "b1", "u1", "i1" -> new MaskNumbers(1, false, false);
      case "u2", "i2" -> new MaskNumbers(2, false, false);
      case "f2" -> new MaskNumbers(2, true, false);
      case "u4", "i4" -> new MaskNumbers(4, false, false);
      case "f4" -> new MaskNumbers(4, true, false);
      case "u8", "i8" -> new MaskNumbers(8, false, false);
      case "f8" -> new MaskNumbers(8, true, false);
      default ->
          throw Broken.unsupported(
              "is an .npy file of dtype " + kind + ", which no mask is read from");
    };
  }
}
