package io.millrace.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Draws small MATLAB 5 files, element by element, so that they can be wrong, too. */
final class MatWriter {
  static final int CELL = 1;
  static final int DOUBLE = 6;
  static final int UINT8 = 9;

  private final ByteOrder order;
  private final boolean compressed;
  private final ByteArrayOutputStream variables = new ByteArrayOutputStream();

  private MatWriter(ByteOrder order, boolean compressed) {
    this.order = order;
    this.compressed = compressed;
  }

  static MatWriter of(ByteOrder order) {
    return new MatWriter(order, false);
  }

  static MatWriter little() {
    return of(ByteOrder.LITTLE_ENDIAN);
  }

  /** As {@code save -v7} does. */
  MatWriter deflated() {
    return new MatWriter(order, true);
  }

  ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(order);
  }

  /** All of a buffer, what was not written too. */
  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  byte[] element(int type, byte[] data) {
    ByteBuffer out = buffer(8 + (data.length + 7) / 8 * 8);
    out.putInt(type).putInt(data.length).put(data);
    return bytes(out);
  }

  byte[] small(int type, byte[] data) {
    ByteBuffer out = buffer(8);
    out.putInt(data.length << 16 | type).put(data);
    return bytes(out);
  }

  /** An array whose data is the elements in {@code parts}. */
  byte[] array(String name, int kind, int[] dimensions, byte[]... parts) {
    ByteBuffer sizes = buffer(4 * dimensions.length);
    Arrays.stream(dimensions).forEach(sizes::putInt);
    byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(element(6, bytes(buffer(8).putInt(kind))));
    out.writeBytes(element(5, bytes(sizes)));
    boolean few = letters.length > 0 && letters.length <= 4;
    out.writeBytes(few ? small(1, letters) : element(1, letters));
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return element(14, out.toByteArray());
  }

  /** A matrix of bytes, given row by row. */
  byte[] mask(String name, int height, int width, int... rows) {
    byte[] columns = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      columns[i % width * height + i / width] = (byte) rows[i];
    }
    return array(name, UINT8, new int[] {height, width}, element(2, columns));
  }

  MatWriter variable(byte[] array) {
    byte[] packed = PngWriter.deflate(array);
    variables.writeBytes(
        compressed
            ? bytes(buffer(8 + packed.length).putInt(15).putInt(packed.length).put(packed))
            : array);
    return this;
  }

  byte[] file() {
    byte[] text = new byte[116];
    Arrays.fill(text, (byte) ' ');
    byte[] words = "MATLAB 5.0 MAT-file, drawn".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(words, 0, text, 0, words.length);
    ByteBuffer out = buffer(128 + variables.size());
    out.put(text).putLong(0).putShort((short) 0x100).putShort((short) 0x4d49);
    return bytes(out.put(variables.toByteArray()));
  }
}
