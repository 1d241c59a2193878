package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;

/**
 * Masks from a MATLAB 5 file: its variable {@code volLabel}, or the only one that it has, is a cell
 * of matrices, one a frame, or one array of height x width x frames.
 */
final class MatMasks {
  private static final String NAME = "volLabel";

  private final MaskFrames frames;
  private final byte[] piece = new byte[MaskFrames.PIECE];

  private MatMasks(MaskFrames frames) {
    this.frames = frames;
  }

  static void read(byte[] bytes, MaskFrames frames) throws UnreadableException {
    try (MatInput in = new MatFile(bytes).open(NAME)) {
      new MatMasks(frames).read(in);
    }
  }

  private void read(MatInput in) throws UnreadableException {
    MatArray array = MatArray.read(in);
    if (array.kind() == MatArray.CELL) {
      readCell(in, array);
    } else if (!array.isNumeric() || array.dimensions().size() > 3) {
      throw Broken.unsupported(
          "is a MAT file of %s (masks are a cell of matrices, or height x width x frames)"
              .formatted(array));
    } else if (array.isVector() && array.count() > 1) {
      throw MaskVolume.labels(array.count());
    } else {
      readFrames(in, array);
    }
  }

  private void readCell(MatInput in, MatArray cell) throws UnreadableException {
    if (!cell.isVector()) {
      throw Broken.unsupported(
          "is a MAT file of %s (a cell of masks is 1 x frames)".formatted(cell));
    }

    long count = cell.count();
    for (long i = 0; i < count; i++) {
      MatArray frame = MatArray.read(in);
      if (!frame.isNumeric() || frame.dimensions().size() != 2) {
        throw Broken.unsupported(
            "is a MAT file whose frame %d is %s (a mask is height x width)".formatted(i, frame));
      }

      readFrames(in, frame);
      in.skipTo(frame.end());
    }
  }

  private void readFrames(MatInput in, MatArray array) throws UnreadableException {
    MatElement data = array.count() == 0 ? new MatElement(MatElement.UINT8, 0, 0) : in.next();
    int size = data.numberBytes();
    if (size == 0 || data.length() / size != array.count()) {
      throw Broken.corrupt(
          "has %d bytes of type %d for %s".formatted(data.length(), data.type(), array));
    }

    MaskNumbers numbers = new MaskNumbers(size, data.isReal(), true);
    for (int i = 0; i < array.dimension(2); i++) {
      MaskBits frame = frames.add(array.dimension(0), array.dimension(1));
      readFrame(in, numbers, frame);
    }
  }

  private void readFrame(MatInput in, MaskNumbers numbers, MaskBits frame)
      throws UnreadableException {
    long count = (long) frame.size().height() * frame.size().width();
    int most = piece.length / numbers.bytes();
    for (long first = 0; first < count; first += most) {
      int bytes = (int) Math.min(most, count - first) * numbers.bytes();
      in.read(piece, bytes);
      frames.take(frame, numbers, first, ByteBuffer.wrap(piece, 0, bytes).order(in.order()));
    }
  }
}
