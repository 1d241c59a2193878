package io.millrace.decode;

/** Rows of byte samples, all planes together, to colours. */
final class TiffColors {
  private final TiffHeader header;
  private final Palette palette;
  private final int step;

  TiffColors(TiffHeader header) {
    this.header = header;
    this.palette = palette(header.tags());
    this.step = header.samples();
  }

  /** All reds, then all greens, then all blues, in 16 bits, of which Pillow keeps the high byte. */
  private static Palette palette(TiffTags tags) {
    int entries = tags.count(TiffTags.COLOR_MAP) / 3;
    return new Palette(
        entries,
        (i, channel) -> (byte) (tags.value(TiffTags.COLOR_MAP, channel * entries + i, 0) >> 8));
  }

  /** One row, which may be changed. */
  void write(byte[] row, Rows out) {
    switch (header.photometric()) {
      case TiffHeader.PALETTE -> out.indexed(row, 0, step, palette);
      case TiffHeader.CMYK -> {
        Cmyk.toRgb(row, step);
        out.rgb(row, 0, step);
      }
      case TiffHeader.RGB -> {
        if (header.samples() > 3 && header.firstExtra() == 1) {
          divide(row);
        }
        out.rgb(row, 0, step);
      }
      default -> writeGrey(row, out);
    }
  }

  private void writeGrey(byte[] row, Rows out) {
    if (step == 3) {
      out.rgb(row, 0, step);
      return;
    }

    if (header.bits() < 8) {
      Bits.scale(row, 255 / ((1 << header.bits()) - 1));
    }
    if (header.photometric() == TiffHeader.WHITE_IS_ZERO && header.bits() <= 8) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (byte) ~row[i];
      }
    }
    out.grey(row, 0, step);
  }

  /** Undoes a multiplication by alpha, as Pillow's unpackRGBa does. */
  private void divide(byte[] row) {
    for (int i = 0; i < row.length; i += step) {
      int alpha = row[i + 3] & 255;
      for (int channel = i; channel < i + 3 && alpha < 255; channel++) {
        row[channel] = alpha == 0 ? 0 : Clip.integer((row[channel] & 255) * 255 / alpha);
      }
    }
  }
}
