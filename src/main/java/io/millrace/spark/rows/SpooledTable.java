package io.millrace.spark.rows;

import io.millrace.batch.StoredTable;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;

/**
 * A table of samples in a local temporary file, read at random: a byte of memory a sample. Samples
 * that lie in no shard are in row 0.
 */
public final class SpooledTable implements StoredTable {
  /** Rows that are read together: of them only the first one's place is in memory. */
  private static final int GROUP = 8;

  private final Path file;
  private final FileChannel channel;
  private final Groups groups;

  /**
   * Where rows are in the file.
   *
   * @param starts of the first row of each group, and the end of the file
   * @param rows how many there are
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Groups(long[] starts, int rows) {}

  private SpooledTable(Path file, Groups groups) throws IOException {
    this.file = file;
    this.groups = groups;
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

  /** Each row after its length. */
  private static Groups write(Iterator<StoredRow> rows, Path file) throws IOException {
    long[] starts = new long[16];
    int count = 0;
    try (DataOutputStream output =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (long end = 0; rows.hasNext(); count++) {
        int group = count / GROUP;
        starts = group == starts.length ? Arrays.copyOf(starts, 2 * group) : starts;
        if (count % GROUP == 0) {
          starts[group] = end;
        }

        byte[] bytes = SpooledRow.write(rows.next());
        output.writeInt(bytes.length);
        output.write(bytes);
        end += Integer.BYTES + bytes.length;
      }
    }

    int full = (count + GROUP - 1) / GROUP;
    starts = Arrays.copyOf(starts, full + 1);
    starts[full] = Files.size(file);
    return new Groups(starts, count);
  }

  @Override
  public int size() {
    return groups.rows;
  }

  /** How many places are in memory. */
  int places() {
    return groups.starts.length;
  }

  @Override
  public StoredRow row(int ordinal) {
    Objects.checkIndex(ordinal, size());
    ByteBuffer rows = group(ordinal / GROUP);
    for (int before = ordinal % GROUP; before > 0; before--) {
      int length = rows.getInt();
      rows.position(rows.position() + length);
    }

    rows.getInt();
    return SpooledRow.read(rows.slice());
  }

  private ByteBuffer group(int group) {
    long from = groups.starts[group];
    ByteBuffer buffer = ByteBuffer.allocate((int) (groups.starts[group + 1] - from));
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new IOException("the file has become shorter");
        }
      }

      return buffer.flip();
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
