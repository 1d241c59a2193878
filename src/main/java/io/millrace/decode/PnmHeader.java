package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * The header of a PBM, PGM, PPM or PFM (netpbm's manual pages).
 *
 * @param kind the character after P: 1 to 6, or f
 * @param maxval the value of white; 1 for bitmaps
 * @param scale of a PFM: negative for little-endian floats
 * @param start where the pixels begin
 */
record PnmHeader(char kind, int width, int height, int maxval, double scale, int start) {
  static PnmHeader read(byte[] bytes) throws UnreadableException {
    char kind = (char) bytes[1];
    PnmTokens tokens = new PnmTokens(bytes, 2);
    int width = tokens.number();
    int height = tokens.number();
    int maxval = 1;
    double scale = 0;
    if (kind == 'f') {
      scale = tokens.real();
    } else if (kind != '1' && kind != '4') {
      maxval = tokens.number();
    }
    if (maxval < 1 || maxval > 65_535) {
      throw Broken.corrupt("is a PNM with a maximum of " + maxval + " (must be 1 to 65535)");
    }

    return new PnmHeader(kind, width, height, maxval, scale, tokens.at());
  }

  boolean color() {
    return kind == '3' || kind == '6';
  }

  boolean plain() {
    return kind <= '3';
  }

  /** Whether its rows are what they become. */
  boolean isBytes() {
    return (kind == '5' || kind == '6') && maxval == 255;
  }

  /** Values a row. */
  int samples() {
    return color() ? 3 * width : width;
  }

  /** Bits that a value takes: one of bitmaps, 32 of floats. */
  int bits() {
    return switch (kind) {
      case '1', '4' -> 1;
      case 'f' -> Float.SIZE;
      default -> maxval > 255 ? 16 : 8;
    };
  }

  /** Pillow's mode. */
  String mode() {
    return switch (kind) {
      case '1', '4' -> "1";
      case '2', '5' -> maxval > 255 ? "I" : "L";
      case 'f' -> "F";
      default -> "RGB";
    };
  }
}
