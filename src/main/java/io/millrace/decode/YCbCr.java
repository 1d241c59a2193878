package io.millrace.decode;

/** YCbCr to RGB with the 16-bit fixed-point tables of libjpeg's jdcolor.c. */
final class YCbCr {
  private static final int HALF = 1 << 15;
  private static final int[] CR_RED = new int[256];
  private static final int[] CB_BLUE = new int[256];
  private static final int[] CR_GREEN = new int[256];
  private static final int[] CB_GREEN = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int x = i - 128;
      CR_RED[i] = (fixed(1.40200) * x + HALF) >> 16;
      CB_BLUE[i] = (fixed(1.77200) * x + HALF) >> 16;
      CR_GREEN[i] = -fixed(0.71414) * x;
      CB_GREEN[i] = -fixed(0.34414) * x + HALF;
    }
  }

  private YCbCr() {}

  private static int fixed(double value) {
    return (int) (value * 65536 + 0.5);
  }

  /** Turns pixels of three bytes into red, green and blue, in place. */
  static void toRgb(byte[] pixels, int from, int to) {
    for (int i = from; i < to; i += 3) {
      pixel(pixels, i);
    }
  }

  /** Turns pixels of Y, Cb, Cr and K into C, M, Y and K, in place. */
  static void toCmyk(byte[] pixels, int from, int to) {
    for (int i = from; i < to; i += 4) {
      pixel(pixels, i);
      pixels[i] = (byte) ~pixels[i];
      pixels[i + 1] = (byte) ~pixels[i + 1];
      pixels[i + 2] = (byte) ~pixels[i + 2];
    }
  }

  private static void pixel(byte[] pixels, int i) {
    int y = pixels[i] & 255;
    int cb = pixels[i + 1] & 255;
    int cr = pixels[i + 2] & 255;
    pixels[i] = clip(y + CR_RED[cr]);
    pixels[i + 1] = clip(y + ((CB_GREEN[cb] + CR_GREEN[cr]) >> 16));
    pixels[i + 2] = clip(y + CB_BLUE[cb]);
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
