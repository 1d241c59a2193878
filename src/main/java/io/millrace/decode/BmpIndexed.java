package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * Palette indices of 1, 4 or 8 bits, the leftmost in the highest bits.
 *
 * @param ramp whether each of 256 indices is its own grey
 */
record BmpIndexed(int bits, Palette palette, String mode, boolean ramp) implements BmpColors {
  static BmpIndexed read(byte[] bytes, BmpHeader header) throws UnreadableException {
    long colors = header.colors();
    if (colors > 65_536) {
      throw Broken.corrupt("is a BMP with a palette of " + colors + " colours");
    }

    int start = header.colorsStart();
    int step = header.colorBytes();
    int known = (int) Math.min(colors, (bytes.length - start) / step);
    Palette palette = new Palette(known, (i, channel) -> bytes[start + step * i + 2 - channel]);
    String mode = mode(palette, (int) colors);
    return new BmpIndexed(header.bits(), palette, mode, mode.equals("L") && colors == 256);
  }

  /** Pillow calls a picture grey whose palette is the grey ramp, and two-coloured it calls "1". */
  private static String mode(Palette palette, int colors) {
    byte[] rgb = palette.colors(ColorMode.RGB);
    for (int i = 0; i < Math.min(colors, 256); i++) {
      byte grey = (byte) (colors == 2 ? 255 * i : i);
      if (rgb[3 * i] != grey || rgb[3 * i + 1] != grey || rgb[3 * i + 2] != grey) {
        return "P";
      }
    }

    return colors == 2 ? "1" : colors > 256 ? "P" : "L";
  }

  @Override
  public void write(byte[] in, int offset, Rows out) {
    if (bits == 8 && ramp) {
      out.grey(in, offset, 1);
      return;
    }

    if (bits == 8) {
      out.indexed(in, offset, 1, palette);
      return;
    }

    byte[] indices = new byte[out.width()];
    Bits.spread(in, offset, bits, indices);
    out.indexed(indices, 0, 1, palette);
  }
}
