package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/** How the bits of a bitmap's row become colours. */
interface BmpColors {
  /** Pillow's mode. */
  String mode();

  /** One row of the file; the first byte lies at {@code offset}. */
  void write(byte[] in, int offset, Rows out);

  static BmpColors of(byte[] bytes, BmpHeader header) throws UnreadableException {
    boolean runs =
        (header.compression() == BmpHeader.RLE8 && header.bits() == 8)
            || (header.compression() == BmpHeader.RLE4 && header.bits() == 4);
    boolean fields = header.compression() == BmpHeader.BITFIELDS && header.bits() >= 16;
    if (header.compression() != BmpHeader.RAW && !runs && !fields) {
      throw Broken.unsupported(
          "is a BMP of %d bits with compression %d".formatted(header.bits(), header.compression()));
    }

    return switch (header.bits()) {
      case 1, 4, 8 -> BmpIndexed.read(bytes, header);
      case 16 -> sixteen(fields ? header.masks() : new BmpMasks(0x7c00, 0x3e0, 0x1f, 0));
      case 24, 32 ->
          wide(
              fields ? header.masks() : new BmpMasks(0xff0000, 0xff00, 0xff, 0), header.bits() / 8);
      default -> throw Broken.unsupported("is a BMP of " + header.bits() + " bits a pixel");
    };
  }

  private static BmpColors sixteen(BmpMasks masks) throws UnreadableException {
    if (masks.isRgb565()) {
      return new BmpShort(11, 63);
    }

    if (masks.isRgb555()) {
      return new BmpShort(10, 31);
    }

    throw unsupported(masks);
  }

  private static BmpColors wide(BmpMasks masks, int step) throws UnreadableException {
    if (step == 4 && masks.isEmpty()) {
      return new BmpBytes(2, 1, 0, step, "RGBA");
    }

    int last = 0xff000000;
    boolean fourth = masks.red() == last || masks.green() == last || masks.blue() == last;
    if (!masks.isBytes() || (step == 3 && fourth)) {
      throw unsupported(masks);
    }

    return new BmpBytes(
        BmpMasks.place(masks.red()),
        BmpMasks.place(masks.green()),
        BmpMasks.place(masks.blue()),
        step,
        step == 4 && masks.alpha() != 0 ? "RGBA" : "RGB");
  }

  private static UnreadableException unsupported(BmpMasks masks) {
    return Broken.unsupported("is a BMP with the bit fields " + masks);
  }
}
