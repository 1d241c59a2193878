package io.millrace.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A local file, read at any place without a position that threads would share. */
final class LocalRangeFile implements RangeFile {
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
    long position = offset;
    while (target.hasRemaining()) {
      int count = channel.read(target, position);
      if (count < 0) {
        throw new EOFException(
            "has " + channel.size() + " bytes, fewer than " + (position + target.remaining()));
      }

      position += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
