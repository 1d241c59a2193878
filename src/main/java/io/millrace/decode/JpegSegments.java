package io.millrace.decode;

import io.millrace.decode.JpegHeader.Colors;
import io.millrace.sample.UnreadableException;

/** Walks the segments of a JPEG up to its first scan. */
final class JpegSegments {
  private static final int SOF0 = 0xc0;
  private static final int SOF2 = 0xc2;
  private static final int DHT = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int SOF15 = 0xcf;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;
  private static final int NONE = -1;

  private final byte[] bytes;
  private int at = 2;
  private int frame = NONE;
  private boolean progressive;
  private boolean jfif;
  private int adobe = NONE;

  JpegSegments(byte[] bytes) {
    this.bytes = bytes;
  }

  JpegHeader read() throws UnreadableException {
    int marker = marker();
    while (marker != SOS) {
      note(marker, segment());
      marker = marker();
    }

    int scan = segment();
    if (frame == NONE) {
      throw Broken.corrupt("is a JPEG whose first scan comes before its size");
    }

    int components = bytes[frame + 5] & 255;
    boolean alone = !progressive && bytes[scan] == bytes[frame + 5];
    return new JpegHeader(
        int16(frame + 3),
        int16(frame + 1),
        components,
        colors(components),
        new JpegHeader.Scan(at, alone));
  }

  /** The next marker that has a segment. */
  private int marker() throws UnreadableException {
    while (true) {
      need(2);
      int marker = bytes[at + 1] & 255;
      if (bytes[at] != -1 || marker == 0) {
        throw Broken.corrupt("has no JPEG marker where one should be, at byte " + at);
      }

      at += marker == 0xff ? 1 : 2;
      if (marker == EOI) {
        throw Broken.truncated("it ends before its first scan, at byte " + at);
      }

      boolean alone = marker == 0xff || marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
      if (!alone) {
        return marker;
      }
    }
  }

  /** Moves past a segment and returns where its data begins. */
  private int segment() throws UnreadableException {
    need(2);
    int length = int16(at);
    if (length < 3) {
      throw Broken.corrupt("has a JPEG segment of " + length + " bytes at byte " + at);
    }

    need(length);
    int start = at + 2;
    at += length;
    return start;
  }

  private void need(int count) throws UnreadableException {
    if (bytes.length - at < count) {
      throw Broken.truncated("it ends before its first scan, at byte " + bytes.length);
    }
  }

  private void note(int marker, int start) throws UnreadableException {
    if (marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC) {
      frame(marker, start);
    } else if (marker == APP0 && holds("JFIF", start)) {
      jfif = true;
    } else if (marker == APP14 && holds("Adobe", start) && at - start >= 12) {
      adobe = bytes[start + 11] & 255;
    }
  }

  private boolean holds(String word, int start) {
    for (int i = 0; i < word.length(); i++) {
      if (start + i >= at || bytes[start + i] != word.charAt(i)) {
        return false;
      }
    }

    return true;
  }

  private void frame(int marker, int start) throws UnreadableException {
    if (marker > SOF2) {
      throw Broken.unsupported(
          "is a JPEG of a kind (SOF%d) that is not supported, such as lossless"
                  .formatted(marker - SOF0)
              + " or arithmetic-coded");
    }

    if (at - start < 6 || at - start < 6 + 3 * (bytes[start + 5] & 255)) {
      throw Broken.corrupt("has a JPEG frame header that is too short");
    }

    if (bytes[start] != 8) {
      throw Broken.unsupported("is a JPEG of " + bytes[start] + " bits a sample (8 are supported)");
    }

    frame = start;
    progressive = marker == SOF2;
  }

  /** The rules of libjpeg's {@code default_decompress_parms}. */
  private Colors colors(int components) throws UnreadableException {
    return switch (components) {
      case 1 -> Colors.GREY;
      case 3 -> threeColors();
      case 4 -> adobe == NONE || adobe == 0 ? Colors.CMYK : Colors.YCCK;
      default ->
          throw Broken.unsupported(
              "is a JPEG of " + components + " components (1, 3 and 4 are supported)");
    };
  }

  private Colors threeColors() {
    boolean namedRgb =
        bytes[frame + 6] == 'R' && bytes[frame + 9] == 'G' && bytes[frame + 12] == 'B';
    boolean rgb = !jfif && (adobe == NONE ? namedRgb : adobe == 0);
    return rgb ? Colors.RGB : Colors.YCBCR;
  }

  private int int16(int position) {
    return (bytes[position] & 255) << 8 | (bytes[position + 1] & 255);
  }
}
