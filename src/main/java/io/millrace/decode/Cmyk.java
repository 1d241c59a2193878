package io.millrace.decode;

/** CMYK to RGB as Pillow's {@code cmyk2rgb} does it, without a colour profile. */
final class Cmyk {
  private Cmyk() {}

  /** Turns the inks of a row of pixels of {@code step} bytes into red, green, blue, in place. */
  static void toRgb(byte[] pixels, int step) {
    toRgb(pixels, 0, pixels.length, step);
  }

  /** The same for part of an array; the black ink's byte is left as it is. */
  static void toRgb(byte[] pixels, int from, int to, int step) {
    for (int i = from; i < to; i += step) {
      int white = 255 - (pixels[i + 3] & 255);
      pixels[i] = ink(pixels[i] & 255, white);
      pixels[i + 1] = ink(pixels[i + 1] & 255, white);
      pixels[i + 2] = ink(pixels[i + 2] & 255, white);
    }
  }

  /** {@code white - ink * white / 255}, rounded as Pillow's MULDIV255 rounds. */
  private static byte ink(int ink, int white) {
    int product = ink * white + 128;
    return (byte) (white - (((product >> 8) + product) >> 8));
  }
}
