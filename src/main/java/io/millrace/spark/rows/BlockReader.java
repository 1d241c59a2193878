package io.millrace.spark.rows;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows that a {@link BlockWriter} wrote, made as they are asked for; equal texts are one. */
final class BlockReader implements Iterator<Row> {
  private final byte[] bytes;
  private final Object[] last;
  private final Text[] texts;
  private int at;

  /** The text of a column that came last, as UTF-8. */
  private static final class Text {
    private byte[] utf8 = new byte[64];
  }

  BlockReader(byte[] bytes, int columns) {
    this.bytes = bytes;
    this.last = new Object[columns];
    this.texts = new Text[columns];
    Arrays.setAll(texts, column -> new Text());
  }

  @Override
  public boolean hasNext() {
    return at < bytes.length;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot give another row: the block has ended");
    }

    for (int column = 0; column < last.length; column++) {
      byte kind = bytes[at++];
      if (kind != BlockWriter.SAME) {
        last[column] = value(kind, texts[column]);
      }
    }

    return RowFactory.create(last.clone());
  }

  private Object value(byte kind, Text text) {
    return switch (kind) {
      case BlockWriter.NULL -> null;
      case BlockWriter.TEXT -> text(text);
      case BlockWriter.TEXTS -> texts(text);
      case BlockWriter.BYTES -> {
        int length = (int) number();
        at += length;
        yield Arrays.copyOfRange(bytes, at - length, at);
      }
      case BlockWriter.INT -> (int) signed();
      case BlockWriter.LONG -> signed();
      case BlockWriter.TIME -> {
        Timestamp time = new Timestamp(signed());
        time.setNanos((int) number());
        yield time;
      }
      default -> throw new IllegalStateException("Invalid block of rows: kind " + kind);
    };
  }

  private String[] texts(Text text) {
    String[] all = new String[(int) number()];
    Arrays.setAll(all, i -> text(text));
    return all;
  }

  private String text(Text text) {
    int shared = (int) number();
    int more = (int) number();
    if (shared + more > text.utf8.length) {
      text.utf8 = Arrays.copyOf(text.utf8, 2 * (shared + more));
    }

    System.arraycopy(bytes, at, text.utf8, shared, more);
    at += more;
    return new String(text.utf8, 0, shared + more, StandardCharsets.UTF_8);
  }

  private long signed() {
    long number = number();
    return (number >>> 1) ^ -(number & 1);
  }

  private long number() {
    long number = 0;
    int shift = 0;
    byte next = bytes[at++];
    while (next < 0) {
      number |= (next & 0x7FL) << shift;
      shift += 7;
      next = bytes[at++];
    }

    return number | ((long) next << shift);
  }
}
