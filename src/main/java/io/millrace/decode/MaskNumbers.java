package io.millrace.decode;

import java.nio.ByteBuffer;

/**
 * How the numbers of a mask lie in a file. Whatever is not zero is a pixel of the mask.
 *
 * @param bytes of one number
 * @param real whether it is a floating-point number, of which -0 is a zero
 * @param byColumns whether the numbers of a column lie side by side, as in MATLAB
 */
record MaskNumbers(int bytes, boolean real, boolean byColumns) {
  /** Sets the pixels whose numbers, the first of which is {@code first}, are not zero. */
  void set(MaskBits frame, long first, ByteBuffer values) {
    int line = byColumns ? frame.size().height() : frame.size().width();
    long index = first;
    for (int at = values.position(); at < values.limit(); at += bytes, index++) {
      if (isSet(values, at)) {
        int along = (int) (index % line);
        int across = (int) (index / line);
        frame.set(byColumns ? across : along, byColumns ? along : across);
      }
    }
  }

  private boolean isSet(ByteBuffer values, int at) {
    return switch (bytes) {
      case 1 -> values.get(at) != 0;
      case 2 -> (real ? values.getShort(at) & 0x7fff : values.getShort(at)) != 0;
      case 4 -> (real ? values.getInt(at) & Integer.MAX_VALUE : values.getInt(at)) != 0;
      default -> (real ? values.getLong(at) & Long.MAX_VALUE : values.getLong(at)) != 0;
    };
  }
}
