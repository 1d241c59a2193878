package io.millrace.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes to local disks: first whole under a temporary name in the same folder, then under its own.
 */
final class LocalWrites {
  /** Bytes that one call of the kernel copies at most. */
  private static final long PIECE = 1L << 26;

  private LocalWrites() {}

  /**
   * Only a hard link is atomic, never replaces, and shows the whole file: {@code Files.move} and
   * every call of Hadoop's local file system let two writers win.
   */
  static boolean createIfAbsent(Path path, byte[] bytes) throws IOException {
    if (Files.exists(path)) {
      return false;
    }

    Path temporary = temporary(path);
    try {
      write(temporary, bytes, path);
      Files.createLink(path, temporary);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "Cannot create " + path + ": this disk has no hard links (use a folder of another disk)",
          e);
    } finally {
      Files.deleteIfExists(temporary);
    }

    force(path.getParent());
    return true;
  }

  static boolean publish(Path local, Path path) throws IOException {
    if (Files.exists(path) && Files.size(path) == Files.size(local)) {
      Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
      return false;
    }

    Path temporary = temporary(path);
    try {
      copy(local, temporary, path);
      // replaces one that was cut short, or another's with the same bytes
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }

    force(path.getParent());
    return true;
  }

  static void replace(Path path, byte[] bytes) throws IOException {
    Path temporary = temporary(path);
    try {
      write(temporary, bytes, path);
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }

    force(path.getParent());
  }

  private static Path temporary(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    return path.resolveSibling(WritableStorage.TEMPORARY + UUID.randomUUID());
  }

  private static void write(Path temporary, byte[] bytes, Path path) throws IOException {
    try (FileChannel channel = create(temporary)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }

      channel.force(true);
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  /** A channel says no more than that the disk is full. */
  private static IOException cannotWrite(Path path, IOException cause) {
    return cause instanceof FileSystemException
        ? cause
        : new IOException(
            "Cannot write %s: %s (free space there, or write elsewhere)"
                .formatted(path, cause.getMessage()),
            cause);
  }

  private static void copy(Path from, Path temporary, Path path) throws IOException {
    try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel target = create(temporary)) {
      long size = source.size();
      for (long done = 0; done < size; ) {
        long count = source.transferTo(done, Math.min(PIECE, size - done), target);
        if (count == 0) {
          throw new EOFException(from + " has become shorter than " + size + " bytes");
        }

        done += count;
      }

      target.force(true);
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Makes a new name last through a loss of power. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
