package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/** The values of a PNM, row by row, scaled to 0..255 as Pillow's PpmImagePlugin does. */
final class PnmSamples {
  private final byte[] bytes;
  private final PnmHeader header;
  private final PnmTokens tokens;
  private final byte[] row;
  private final byte[] scaled;
  private int at;

  PnmSamples(byte[] bytes, PnmHeader header) {
    this.bytes = bytes;
    this.header = header;
    this.tokens = new PnmTokens(bytes, header.start());
    this.row = new byte[header.samples()];
    this.scaled = scale(header);
    this.at = header.start();
  }

  /**
   * What becomes of each stored value. Grey above 255 is scaled to 0..65535 first, Pillow's mode I,
   * and then cut; halves are rounded to even, as Python does.
   */
  private static byte[] scale(PnmHeader header) {
    byte[] scaled = new byte[header.maxval() > 255 ? 65_536 : 256];
    int white = header.mode().equals("I") ? 65_535 : 255;
    for (int value = 0; value < scaled.length; value++) {
      scaled[value] = Clip.integer((int) Math.rint((double) value / header.maxval() * white));
    }

    return scaled;
  }

  /** The next row; the array is used again. */
  byte[] next() throws UnreadableException {
    switch (header.kind()) {
      case '1' -> plainBits();
      case '2', '3' -> plainNumbers();
      case '4' -> rawBits();
      default -> raw();
    }

    return row;
  }

  private void plainBits() throws UnreadableException {
    for (int i = 0; i < row.length; i++) {
      int character = tokens.character();
      if (character != '0' && character != '1') {
        throw Broken.corrupt("is a plain PBM with a character other than 0 and 1");
      }

      row[i] = (byte) (character == '0' ? 255 : 0);
    }
  }

  private void plainNumbers() throws UnreadableException {
    for (int i = 0; i < row.length; i++) {
      int number = tokens.number();
      if (number > header.maxval()) {
        throw Broken.corrupt(
            "is a PNM with the value %d above its maximum of %d"
                .formatted(number, header.maxval()));
      }

      row[i] = scaled[number];
    }
  }

  /** One bit a pixel, set for black. */
  private void rawBits() {
    Bits.spread(bytes, at, 1, row);
    for (int i = 0; i < row.length; i++) {
      row[i]--;
    }
    at += (row.length + 7) / 8;
  }

  private void raw() {
    if (header.maxval() > 255) {
      for (int i = 0; i < row.length; i++, at += 2) {
        row[i] = scaled[(bytes[at] & 255) << 8 | (bytes[at + 1] & 255)];
      }
    } else {
      for (int i = 0; i < row.length; i++, at++) {
        row[i] = scaled[bytes[at] & 255];
      }
    }
  }
}
