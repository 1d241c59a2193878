package io.millrace.decode;

import io.millrace.sample.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG and checks the CRC of each. */
final class PngChunks {
  static final int IHDR = 0x49484452;
  static final int PLTE = 0x504c5445;
  static final int IDAT = 0x49444154;
  static final int IEND = 0x49454e44;
  static final int SIGNATURE = 8;

  /** Length, type and CRC. */
  private static final int FRAME = 12;

  private final byte[] bytes;
  private final ByteBuffer view;
  private int at = SIGNATURE;
  private int start;
  private int length;
  private int type;

  PngChunks(byte[] bytes) {
    this.bytes = bytes;
    this.view = ByteBuffer.wrap(bytes);
  }

  /** Moves to the next chunk; false at the end of the file. */
  boolean next() throws UnreadableException {
    if (at == bytes.length) {
      return false;
    }

    if (bytes.length - at < FRAME) {
      throw Broken.truncated("it ends within a chunk's frame at byte " + at);
    }

    length = view.getInt(at);
    type = view.getInt(at + 4);
    start = at + 8;
    if (length < 0 || !isName(type)) {
      throw Broken.corrupt("has no chunk where one should begin, at byte " + at);
    }

    if (length > bytes.length - at - FRAME) {
      throw Broken.truncated(
          "chunk %s at byte %d claims %d bytes, %d are left"
              .formatted(name(), at, length, bytes.length - at - FRAME));
    }

    checkCrc();
    at += FRAME + length;
    return true;
  }

  private void checkCrc() throws UnreadableException {
    CRC32 crc = new CRC32();
    crc.update(bytes, at + 4, length + 4);
    if ((int) crc.getValue() != view.getInt(start + length)) {
      throw Broken.corrupt("has a wrong CRC in chunk " + name() + " at byte " + at);
    }
  }

  private static boolean isName(int type) {
    for (int shift = 0; shift < 32; shift += 8) {
      int letter = (type >> shift) & 0xdf;
      if (letter < 'A' || letter > 'Z') {
        return false;
      }
    }

    return true;
  }

  private String name() {
    return new String(bytes, at + 4, 4, StandardCharsets.US_ASCII);
  }

  int type() {
    return type;
  }

  /** Where the chunk's data begins. */
  int start() {
    return start;
  }

  /** Bytes of the chunk's data. */
  int length() {
    return length;
  }

  int int32(int position) {
    return view.getInt(position);
  }
}
