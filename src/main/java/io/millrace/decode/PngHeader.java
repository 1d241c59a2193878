package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * The IHDR chunk (PNG specification, third edition, 11.2.1).
 *
 * @param bits bits a sample: 1, 2, 4, 8 or 16
 * @param color 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngHeader(int width, int height, int bits, int color, boolean interlaced) {
  static PngHeader read(byte[] bytes) throws UnreadableException {
    PngChunks chunks = new PngChunks(bytes);
    if (!chunks.next() || chunks.type() != PngChunks.IHDR || chunks.length() != 13) {
      throw Broken.corrupt("is a PNG that does not begin with chunk IHDR of 13 bytes");
    }

    int at = chunks.start();
    int bits = bytes[at + 8] & 255;
    int color = bytes[at + 9] & 255;
    checkKind(bits, color);
    if (bytes[at + 10] != 0 || bytes[at + 11] != 0 || (bytes[at + 12] & 0xfe) != 0) {
      throw Broken.unsupported(
          "is a PNG with compression, filter and interlace methods %d, %d and %d"
              .formatted(bytes[at + 10] & 255, bytes[at + 11] & 255, bytes[at + 12] & 255));
    }

    return new PngHeader(chunks.int32(at), chunks.int32(at + 4), bits, color, bytes[at + 12] == 1);
  }

  private static void checkKind(int bits, int color) throws UnreadableException {
    boolean known =
        switch (color) {
          case 0 -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
          case 3 -> bits == 1 || bits == 2 || bits == 4 || bits == 8;
          case 2, 4, 6 -> bits == 8 || bits == 16;
          default -> false;
        };
    if (!known) {
      throw Broken.corrupt("is a PNG of colour type " + color + " with " + bits + " bits a sample");
    }
  }

  int samples() {
    return switch (color) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }

  /** Bytes of a row of so many pixels, without the filter byte. */
  long rowBytes(int pixels) {
    return ((long) pixels * samples() * bits + 7) / 8;
  }

  /** Distance in bytes between a value and its left neighbour's, as the filters count it. */
  int pixelBytes() {
    return Math.max(1, samples() * bits / 8);
  }

  /** Pillow's mode, from the table {@code _MODES} of its PngImagePlugin. */
  String mode() {
    return switch (color) {
      case 0 -> bits == 1 ? "1" : bits == 16 ? "I;16" : "L";
      case 2 -> "RGB";
      case 3 -> "P";
      case 4 -> bits == 8 ? "LA" : "RGBA";
      default -> "RGBA";
    };
  }
}
