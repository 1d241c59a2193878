package io.millrace.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes the numbers of a small file one after the other. */
final class Bytes {
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  static Bytes little() {
    Bytes bytes = new Bytes();
    bytes.buffer.order(ByteOrder.LITTLE_ENDIAN);
    return bytes;
  }

  static Bytes big() {
    return new Bytes();
  }

  Bytes text(String text) {
    buffer.put(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Bytes hex(String digits) {
    buffer.put(HexFormat.of().parseHex(digits.replace(" ", "")));
    return this;
  }

  Bytes u8(int... values) {
    for (int value : values) {
      buffer.put((byte) value);
    }

    return this;
  }

  Bytes u16(int... values) {
    for (int value : values) {
      buffer.putShort((short) value);
    }

    return this;
  }

  Bytes u32(int... values) {
    for (int value : values) {
      buffer.putInt(value);
    }

    return this;
  }

  Bytes f32(float... values) {
    for (float value : values) {
      buffer.putFloat(value);
    }

    return this;
  }

  Bytes raw(byte[] bytes) {
    buffer.put(bytes);
    return this;
  }

  byte[] done() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
