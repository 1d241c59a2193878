package io.millrace.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/** A shard's file as it is put together: each byte is written, and hashed, once. */
final class ShardAssembly implements Closeable {
  private static final int BLOCK = 1 << 20;

  private final Path folder;
  private final FileChannel channel;
  private final MessageDigest sha = ContentName.sha256();
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private long bytes;

  ShardAssembly(Path file) throws IOException {
    this.folder = file.getParent();
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Appends what remains of a buffer. */
  void put(ByteBuffer data) throws IOException {
    crc.update(data.duplicate());
    sha.update(data.duplicate());
    bytes += data.remaining();
    try {
      while (data.hasRemaining()) {
        channel.write(data);
      }
    } catch (IOException e) {
      throw RowSpool.cannotSpool(folder, e);
    }
  }

  /** Appends zeros up to a place of the file. */
  void padTo(long place) throws IOException {
    put(ByteBuffer.allocate(Math.toIntExact(place - bytes)));
  }

  /** Appends a part of a spool. */
  void put(RowSpool spool, long from, long to) throws IOException {
    for (long place = from; place < to; place += block.capacity()) {
      block.clear().limit((int) Math.min(block.capacity(), to - place));
      spool.read(place, block);
      put(block.flip());
    }
  }

  /** CRC-32C of what was put since the last call. */
  int checksum() {
    int value = (int) crc.getValue();
    crc.reset();
    return value;
  }

  long bytes() {
    return bytes;
  }

  /** The file's name by its content; ends the file. */
  String name() {
    return ContentName.name(sha);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
