package io.millrace.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Checksum;

/** A local file, read at any place without a position that threads would share. */
final class LocalRangeFile implements RangeFile {
  /** Bytes that are summed while they are in the cache; of fewer, calls take longer. */
  private static final int PIECE = 1 << 18;

  private final FileChannel channel;

  private LocalRangeFile(FileChannel channel) {
    this.channel = channel;
  }

  static LocalRangeFile open(Path path) throws IOException {
    try {
      return new LocalRangeFile(FileChannel.open(path, StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      FileNotFoundException missing = new FileNotFoundException("it does not exist");
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public void read(long offset, ByteBuffer target) throws IOException {
    fill(target, offset, offset + target.remaining());
  }

  private void fill(ByteBuffer target, long from, long end) throws IOException {
    long position = from;
    while (target.hasRemaining()) {
      int count = channel.read(target, position);
      if (count < 0) {
        throw new EOFException("has " + channel.size() + " bytes, fewer than " + end);
      }

      position += count;
    }
  }

  @Override
  public void read(long offset, ByteBuffer target, Checksum sum) throws IOException {
    int limit = target.limit();
    long end = offset + target.remaining();
    for (long from = offset; from < end; from += PIECE) {
      int start = target.position();
      target.limit(Math.min(limit, start + PIECE));
      fill(target, from, end);
      sum.update(target.duplicate().position(start));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
