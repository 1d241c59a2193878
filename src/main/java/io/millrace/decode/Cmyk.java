package io.millrace.decode;

/** CMYK to RGB as Pillow's {@code cmyk2rgb} does it, without a colour profile. */
final class Cmyk {
  private Cmyk() {}

  /** Turns pixels of four bytes into red, green, blue and an unused byte, in place. */
  static void toRgb(byte[] pixels, int from, int to) {
    for (int i = from; i < to; i += 4) {
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
