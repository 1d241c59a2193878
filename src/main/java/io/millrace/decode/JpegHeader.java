package io.millrace.decode;

import io.millrace.sample.UnreadableException;

/**
 * What the segments before the first scan of a JPEG say (ITU-T T.81, annex B).
 *
 * @param components 1, 3 or 4
 * @param colors what the components are
 * @param scan the first one
 */
record JpegHeader(int width, int height, int components, Colors colors, Scan scan) {
  /**
   * The first scan.
   *
   * @param start where its data begins
   * @param alone whether no other may follow, for it has all components at full precision
   */
  record Scan(int start, boolean alone) {}

  /** What the components of a JPEG are. */
  enum Colors {
    GREY("L"),
    YCBCR("RGB"),
    RGB("RGB"),
    CMYK("CMYK"),
    YCCK("CMYK");

    private final String mode;

    Colors(String mode) {
      this.mode = mode;
    }

    /** Pillow's mode. */
    String mode() {
      return mode;
    }
  }

  static JpegHeader read(byte[] bytes) throws UnreadableException {
    return new JpegSegments(bytes).read();
  }
}
