package io.millrace.spark;

import io.millrace.batch.SampleTable;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.spark.rows.SampleRows;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A subset's samples in a temporary local file, found by position: eight bytes of memory a sample,
 * whatever the number. Filled partition by partition; deleted when closed.
 */
final class SpooledTable implements SampleTable {
  private final Path file;
  private final FileChannel channel;
  private final long[] ends;

  private SpooledTable(Path file, long[] ends) throws IOException {
    this.file = file;
    this.ends = ends;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /** Spools rows of {@link SampleRows#FULL} in their order. */
  static SpooledTable of(Dataset<Row> rows) {
    try {
      Path file = Files.createTempFile("millrace-samples-", ".spool");
      file.toFile().deleteOnExit();
      return new SpooledTable(file, write(rows.toLocalIterator(), file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot spool samples: is the temporary folder full?", e);
    }
  }

  private static long[] write(Iterator<Row> rows, Path file) throws IOException {
    long[] ends = new long[16];
    int count = 0;
    long end = 0;
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
      while (rows.hasNext()) {
        one.reset();
        write(SampleRows.sample(rows.next()), new DataOutputStream(one));
        one.writeTo(output);
        end += one.size();
        ends = count == ends.length ? Arrays.copyOf(ends, 2 * count) : ends;
        ends[count++] = end;
      }
    }

    return Arrays.copyOf(ends, count);
  }

  private static void write(Sample sample, DataOutputStream output) throws IOException {
    output.writeUTF(sample.id());
    output.writeUTF(sample.category());
    output.writeUTF(sample.split().text());
    output.writeUTF(sample.label());
    output.writeByte(sample.labelIndex().index());
    output.writeByte(sample.sources().size());
    for (Map.Entry<Field, Source> source : sample.sources().entrySet()) {
      output.writeUTF(source.getKey().name());
      output.writeUTF(source.getValue().path());
      output.writeLong(source.getValue().length());
    }
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public Sample at(int ordinal) {
    long from = ordinal == 0 ? 0 : ends[ordinal - 1];
    byte[] bytes = new byte[(int) (ends[ordinal] - from)];
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new IOException("the file has become shorter");
        }
      }

      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the sample spool " + file, e);
    }
  }

  private static Sample read(DataInputStream input) throws IOException {
    String id = input.readUTF();
    String category = input.readUTF();
    Split split = Split.of(input.readUTF());
    String label = input.readUTF();
    Label index = Label.of(input.readByte());
    Map<Field, Source> sources = new EnumMap<>(Field.class);
    for (int i = input.readByte(); i > 0; i--) {
      Field field = Field.valueOf(input.readUTF());
      sources.put(field, new Source(input.readUTF(), input.readLong()));
    }

    return new Sample(id, category, split, label, index, sources);
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the sample spool " + file, e);
    }
  }
}
