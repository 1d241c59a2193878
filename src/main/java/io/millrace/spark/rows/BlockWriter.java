package io.millrace.spark.rows;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.Row;

/**
 * Rows of equal columns as bytes: a value that the row before had too takes one byte, and of a text
 * only what differs from the one before is written.
 */
final class BlockWriter {
  static final byte SAME = 0;
  static final byte NULL = 1;
  static final byte TEXT = 2;
  static final byte TEXTS = 3;
  static final byte BYTES = 4;
  static final byte INT = 5;
  static final byte LONG = 6;
  static final byte TIME = 7;

  private final Object[] last;
  private final byte[][] lastTexts;
  private byte[] bytes = new byte[512];
  private int size;

  BlockWriter(int columns) {
    this.last = new Object[columns];
    this.lastTexts = new byte[columns][];
    Arrays.fill(lastTexts, new byte[0]);
  }

  void add(Row row) {
    for (int column = 0; column < last.length; column++) {
      Object value = row.get(column);
      if (Objects.deepEquals(value, last[column])) {
        put(SAME);
      } else {
        value(column, value);
        last[column] = value;
      }
    }
  }

  private void value(int column, Object value) {
    if (value == null) {
      put(NULL);
    } else if (value instanceof String text) {
      put(TEXT);
      text(column, text);
    } else if (value instanceof String[] texts) {
      put(TEXTS);
      number(texts.length);
      for (String text : texts) {
        text(column, text);
      }
    } else if (value instanceof byte[] array) {
      put(BYTES);
      number(array.length);
      put(array, 0);
    } else {
      numbers(value);
    }
  }

  private void numbers(Object value) {
    if (value instanceof Integer number) {
      put(INT);
      signed(number);
    } else if (value instanceof Long number) {
      put(LONG);
      signed(number);
    } else if (value instanceof Timestamp time) {
      put(TIME);
      signed(time.getTime());
      number(time.getNanos());
    } else {
      throw new IllegalArgumentException(
          "Unsupported: a value of " + value.getClass() + " in a block of rows");
    }
  }

  private void text(int column, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int differs = Arrays.mismatch(lastTexts[column], utf8);
    int shared = differs < 0 ? utf8.length : differs;
    number(shared);
    number(utf8.length - shared);
    put(utf8, shared);
    lastTexts[column] = utf8;
  }

  /** Small numbers of any sign take few bytes. */
  private void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  private void number(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      put((byte) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }

    put((byte) left);
  }

  private void put(byte value) {
    makeRoom(1);
    bytes[size++] = value;
  }

  private void put(byte[] array, int from) {
    makeRoom(array.length - from);
    System.arraycopy(array, from, bytes, size, array.length - from);
    size += array.length - from;
  }

  private void makeRoom(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  /** How many bytes there are so far. */
  int size() {
    return size;
  }

  /** What was written. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }
}
