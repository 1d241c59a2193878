package io.millrace.store;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The rows of one large tensor on a local disk, while a shard is written. Rows that are skipped are
 * zeros where rows have one size, and empty where they do not.
 */
final class RowSpool implements Closeable {
  private final Path file;
  private final FileChannel channel;

  /** Where each row begins, and the last one ends, little-endian. */
  private final ByteArrayOutputStream offsets = new ByteArrayOutputStream();

  private long end;
  private long rows;

  RowSpool(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    putOffset();
  }

  private void putOffset() {
    byte[] bytes = new byte[Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(end);
    offsets.writeBytes(bytes);
  }

  /** Appends a row; the buffer keeps its position. */
  void add(ByteBuffer row) throws IOException {
    ByteBuffer rest = row.duplicate();
    try {
      while (rest.hasRemaining()) {
        end += channel.write(rest, end);
      }
    } catch (IOException e) {
      throw cannotSpool(file.getParent(), e);
    }

    rows++;
    putOffset();
  }

  /** What a full disk, or a folder without rights, means. */
  static IOException cannotSpool(Path folder, IOException cause) {
    String why =
        cause instanceof FileSystemException file && file.getReason() == null
            ? "it cannot be written to"
            : cause.getMessage();
    return new IOException(
        "Cannot spool a shard in %s: %s (give another folder with space for it)"
            .formatted(folder, why),
        cause);
  }

  /** Appends rows of that many zeros each up to a number of rows; costs no space on the disk. */
  void skipTo(int row, long rowBytes) throws IOException {
    while (rows < row) {
      end += rowBytes;
      rows++;
      putOffset();
    }

    if (channel.size() < end) {
      channel.write(ByteBuffer.allocate(1), end - 1);
    }
  }

  long bytes() {
    return end;
  }

  /** The offsets of the rows, one more than there are rows, as a shard has them. */
  ByteBuffer offsets() {
    return ByteBuffer.wrap(offsets.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Fills the buffer from a place on. */
  void read(long from, ByteBuffer target) throws IOException {
    long position = from;
    while (target.hasRemaining()) {
      int count = channel.read(target, position);
      if (count < 0) {
        throw new IOException("Cannot spool a shard: " + file + " was cut short by another");
      }

      position += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
