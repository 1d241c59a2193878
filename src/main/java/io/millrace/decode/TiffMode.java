package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * Which kinds of TIFF Pillow opens, and what it calls them: the table OPEN_INFO of its
 * TiffImagePlugin, without L*a*b*, which it cannot convert to RGB.
 */
final class TiffMode {
  private TiffMode() {}

  static String of(TiffHeader header) throws UnreadableException {
    String mode =
        switch (header.photometric()) {
          case TiffHeader.WHITE_IS_ZERO, TiffHeader.BLACK_IS_ZERO -> grey(header);
          case TiffHeader.RGB -> rgb(header);
          case TiffHeader.PALETTE -> palette(header);
          case TiffHeader.CMYK -> cmyk(header);
          case TiffHeader.YCBCR -> yCbCr(header);
          default -> "";
        };
    if (mode.isEmpty()) {
      throw Broken.unsupported("is " + header + ", which is not supported");
    }

    return mode;
  }

  private static String grey(TiffHeader header) {
    boolean upright = header.photometric() == TiffHeader.BLACK_IS_ZERO;
    if (header.samples() == 2) {
      boolean alpha = header.firstExtra() == 2 && header.extras() == 1;
      return upright && alpha && isBytes(header) ? "LA" : "";
    }

    if (header.samples() != 1 || header.extras() > 0) {
      return "";
    }

    return switch (header.format()) {
      case TiffHeader.UNSIGNED -> unsigned(header, upright);
      case TiffHeader.SIGNED -> signed(header, upright);
      case TiffHeader.FLOAT -> header.bits() == 32 ? "F" : "";
      default -> "";
    };
  }

  private static String unsigned(TiffHeader header, boolean upright) {
    return switch (header.bits()) {
      case 1 -> "1";
      case 2, 4, 8 -> "L";
      case 12 -> upright && !header.bigEndian() ? "I;16" : "";
      case 16 -> header.bigEndian() ? (upright ? "I;16B" : "") : "I;16";
      case 32 -> upright && !header.bigEndian() ? "I" : "";
      default -> "";
    };
  }

  /** Pillow reads signed bytes as if they were unsigned. */
  private static String signed(TiffHeader header, boolean upright) {
    return switch (header.bits()) {
      case 8 -> upright ? "L" : "";
      case 16, 32 -> upright ? "I" : "";
      default -> "";
    };
  }

  private static String rgb(TiffHeader header) {
    boolean depth = isBytes(header) || (isWords(header) && header.samples() <= 4);
    if (!depth || header.samples() < 3) {
      return "";
    }

    boolean alpha = header.samples() > 3 && header.firstExtra() != 0;
    return alpha ? "RGBA" : "RGB";
  }

  private static String palette(TiffHeader header) {
    boolean alone = header.samples() == 1 && header.format() == TiffHeader.UNSIGNED;
    if (alone) {
      int bits = header.bits();
      return bits == 1 || bits == 2 || bits == 4 || bits == 8 ? "P" : "";
    }

    boolean two = header.samples() == 2 && isBytes(header);
    return two ? (header.firstExtra() == 2 ? "PA" : "P") : "";
  }

  private static String cmyk(TiffHeader header) {
    boolean bytes = isBytes(header) && header.samples() == 4 + header.extras();
    boolean words = isWords(header) && header.samples() == 4;
    return (bytes && header.firstExtra() <= 0) || words ? "CMYK" : "";
  }

  private static String yCbCr(TiffHeader header) {
    if (!isBytes(header) || header.extras() > 0) {
      return "";
    }

    boolean jpeg = header.compression() == TiffBlocks.JPEG && !header.planar();
    return header.samples() == 1 ? "L" : header.samples() == 3 && jpeg ? "RGB" : "";
  }

  private static boolean isBytes(TiffHeader header) {
    return header.bits() == 8 && header.format() == TiffHeader.UNSIGNED;
  }

  private static boolean isWords(TiffHeader header) {
    return header.bits() == 16 && header.format() == TiffHeader.UNSIGNED;
  }
}
