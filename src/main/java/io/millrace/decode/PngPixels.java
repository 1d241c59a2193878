package io.millrace.decode;

/** Turns unfiltered lines of a PNG into rows, as Pillow's unpackers do. No gamma, no alpha. */
final class PngPixels implements PngLines {
  private final PngHeader header;
  private final Palette palette;
  private final Rows out;
  private final byte[] bytes;

  /** {@code palette} is used by colour type 3 alone. */
  PngPixels(PngHeader header, Palette palette, Rows out) {
    this.header = header;
    this.palette = palette;
    this.out = out;
    this.bytes = header.bits() == 8 ? new byte[0] : new byte[header.width() * header.samples()];
  }

  @Override
  public void write(byte[] line, int offset) {
    if (header.bits() == 8) {
      hand(line, offset);
      return;
    }

    if (header.bits() == 16) {
      narrow(line, offset);
    } else {
      spread(line, offset);
    }
    hand(bytes, 0);
  }

  private void hand(byte[] line, int offset) {
    switch (header.color()) {
      case 0, 4 -> out.grey(line, offset, header.samples());
      case 3 -> out.indexed(line, offset, 1, palette);
      default -> out.rgb(line, offset, header.samples());
    }
  }

  /** 16 bits: grey alone is clipped (Pillow's mode I;16), the others keep their high byte. */
  private void narrow(byte[] line, int offset) {
    for (int i = 0, at = offset; i < bytes.length; i++, at += 2) {
      bytes[i] = header.color() != 0 || line[at] == 0 ? line[at] : -1;
      if (header.color() == 0 && line[at] == 0) {
        bytes[i] = line[at + 1];
      }
    }
  }

  /** 1, 2 and 4 bits: grey is scaled to 0..255, palette indices stay. */
  private void spread(byte[] line, int offset) {
    Bits.spread(line, offset, header.bits(), bytes);
    if (header.color() == 0) {
      Bits.scale(bytes, 255 / ((1 << header.bits()) - 1));
    }
  }
}
