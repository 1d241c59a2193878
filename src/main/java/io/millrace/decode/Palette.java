package io.millrace.decode;

/** 256 colours, as red, green and blue; those that a file leaves out are black as in Pillow. */
final class Palette {
  private final byte[] rgb = new byte[3 * 256];
  private final byte[] grey = new byte[256];

  /** {@code at(i, channel)} is the value of entry {@code i} for channel 0 red, 1 green, 2 blue. */
  Palette(int entries, Entry at) {
    for (int i = 0; i < Math.min(entries, 256); i++) {
      for (int channel = 0; channel < 3; channel++) {
        rgb[3 * i + channel] = at.value(i, channel);
      }
      grey[i] = Rows.luma(rgb[3 * i] & 255, rgb[3 * i + 1] & 255, rgb[3 * i + 2] & 255);
    }
  }

  /** One value of a palette as its file stores it. */
  @FunctionalInterface
  interface Entry {
    byte value(int index, int channel);
  }

  byte[] colors(ColorMode mode) {
    return mode == ColorMode.GRAY ? grey : rgb;
  }
}
