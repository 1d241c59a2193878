package io.millrace.store;

import io.millrace.storage.WritableStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The files of a cache, which other processes write and delete too. The time of a file is not when
 * it was written but the number of its next read, in seconds: so all processes see it, without a
 * lock.
 */
record CacheFolder(Path folder) {
  private static final Duration ABANDONED = Duration.ofHours(1);

  /** A file of the cache. */
  record Held(Path path, long bytes, long next) {}

  /** Fills the buffer with a file's bytes; false if there is none of that length. */
  boolean read(String name, ByteBuffer target) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
      if (file.size() != target.remaining()) {
        return false;
      }

      while (target.hasRemaining()) {
        if (file.read(target) < 0) {
          return false;
        }
      }

      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Notes when a file is read next; it may be gone by now. */
  void setNext(String name, long next) throws IOException {
    try {
      Files.setLastModifiedTime(folder.resolve(name), FileTime.from(next, TimeUnit.SECONDS));
    } catch (NoSuchFileException e) {
      // another process needed the room
    }
  }

  /** Writes a file, whole or not at all. */
  void write(String name, ByteBuffer bytes, long next) throws IOException {
    Path temporary = folder.resolve(WritableStorage.TEMPORARY + UUID.randomUUID());
    try {
      try (FileChannel file =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }

      Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      setNext(name, next);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Who has the file open reads on. */
  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  void delete(String name) throws IOException {
    delete(folder.resolve(name));
  }

  /** All files; what writers left an hour ago, killed, is deleted. */
  List<Held> list() throws IOException {
    List<Held> held = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        add(file, held);
      }
    }

    return held;
  }

  private void add(Path file, List<Held> held) throws IOException {
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      boolean temporary = file.getFileName().toString().startsWith(WritableStorage.TEMPORARY);
      if (!temporary) {
        held.add(new Held(file, facts.size(), facts.lastModifiedTime().to(TimeUnit.SECONDS)));
      } else if (facts.lastModifiedTime().toInstant().isBefore(Instant.now().minus(ABANDONED))) {
        delete(file);
      }
    } catch (NoSuchFileException e) {
      // another process needed the room
    }
  }

  long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }
}
