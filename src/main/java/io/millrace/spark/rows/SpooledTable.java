package io.millrace.spark.rows;

import io.millrace.batch.StoredTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A table of samples in a local temporary file, read at random: eight bytes of memory a sample,
 * however large the table. Samples that lie in no shard are in row 0.
 */
public final class SpooledTable implements StoredTable {
  private final Path file;
  private final FileChannel channel;
  private final long[] ends;

  private SpooledTable(Path file, long[] ends) throws IOException {
    this.file = file;
    this.ends = ends;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /** Spools rows in their order. */
  public static SpooledTable of(Iterator<StoredRow> rows) {
    try {
      Path file = Files.createTempFile("millrace-samples-", ".spool");
      file.toFile().deleteOnExit();
      return new SpooledTable(file, write(rows, file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot spool samples: is the temporary folder full?", e);
    }
  }

  private static long[] write(Iterator<StoredRow> rows, Path file) throws IOException {
    long[] ends = new long[16];
    int count = 0;
    long end = 0;
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
      while (rows.hasNext()) {
        byte[] bytes = SpooledRow.write(rows.next());
        output.write(bytes);
        end += bytes.length;
        ends = count == ends.length ? Arrays.copyOf(ends, 2 * count) : ends;
        ends[count++] = end;
      }
    }

    return Arrays.copyOf(ends, count);
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public StoredRow row(int ordinal) {
    long from = ordinal == 0 ? 0 : ends[ordinal - 1];
    ByteBuffer buffer = ByteBuffer.allocate((int) (ends[ordinal] - from));
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new IOException("the file has become shorter");
        }
      }

      return SpooledRow.read(buffer.flip());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the sample spool " + file, e);
    }
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
