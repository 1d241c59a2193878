package io.millrace.spark.rows;

import io.millrace.batch.StoredTable.StoredRow;
import io.millrace.sample.Field;
import io.millrace.sample.FrameRange;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A sample as bytes of a local spool, which this process alone reads: made to be read fast. */
public final class SpooledRow {
  private static final Field[] FIELDS = Field.values();
  private static final Split[] SPLITS = Split.values();

  private SpooledRow() {}

  /** The row as bytes. */
  public static byte[] write(StoredRow row) {
    Sample sample = row.sample();
    List<byte[]> texts =
        List.of(bytes(sample.id()), bytes(sample.category()), bytes(sample.label()));
    int size = Integer.BYTES + 3 * Byte.BYTES;
    for (byte[] text : texts) {
      size += Integer.BYTES + text.length;
    }

    for (Source source : sample.sources().values()) {
      size += Byte.BYTES + 4 * Integer.BYTES + bytes(source.path()).length + Long.BYTES;
    }

    ByteBuffer buffer = ByteBuffer.allocate(size).putInt(row.row());
    texts.forEach(text -> put(buffer, text));
    buffer.put((byte) List.of(SPLITS).indexOf(sample.split()));
    buffer.put((byte) sample.labelIndex().index()).put((byte) sample.sources().size());
    sample.sources().forEach((field, source) -> put(buffer, field, source));
    return buffer.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteBuffer buffer, byte[] text) {
    buffer.putInt(text.length).put(text);
  }

  private static void put(ByteBuffer buffer, Field field, Source source) {
    buffer.put((byte) List.of(FIELDS).indexOf(field));
    put(buffer, bytes(source.path()));
    buffer.putLong(source.length());
    buffer.putInt(source.frames().first()).putInt(source.frames().count());
    buffer.putInt(source.videoFrames());
  }

  /** The row that {@link #write} gave, from the beginning of its array or slice. */
  public static StoredRow read(ByteBuffer buffer) {
    int row = buffer.getInt();
    String id = text(buffer);
    String category = text(buffer);
    String label = text(buffer);
    Split split = SPLITS[buffer.get()];
    Label index = Label.of(buffer.get());
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    for (int i = buffer.get(); i > 0; i--) {
      Field field = FIELDS[buffer.get()];
      sources.put(field, source(buffer));
    }

    return new StoredRow(new Sample(id, category, split, label, index, sources), row);
  }

  private static Source source(ByteBuffer buffer) {
    String path = text(buffer);
    long length = buffer.getLong();
    FrameRange frames = new FrameRange(buffer.getInt(), buffer.getInt());
    return new Source(path, length, frames, buffer.getInt());
  }

  private static String text(ByteBuffer buffer) {
    int length = buffer.getInt();
    String text =
        new String(
            buffer.array(),
            buffer.arrayOffset() + buffer.position(),
            length,
            StandardCharsets.UTF_8);
    buffer.position(buffer.position() + length);
    return text;
  }
}
