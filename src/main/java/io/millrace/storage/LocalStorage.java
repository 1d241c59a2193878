package io.millrace.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** This machine's own files, by plain path. */
public final class LocalStorage implements Storage {
  @Override
  public List<FileEntry> list(String folder) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    try (Stream<Path> children = Files.list(Path.of(folder))) {
      for (Path child : (Iterable<Path>) children::iterator) {
        entries.add(entry(child));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      FileNotFoundException missing = new FileNotFoundException("Missing folder: " + folder);
      missing.initCause(e);
      throw missing;
    }

    return entries;
  }

  private static FileEntry entry(Path child) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(child, BasicFileAttributes.class);
    boolean folder = attributes.isDirectory();
    return new FileEntry(
        child.toString(),
        child.getFileName().toString(),
        folder,
        folder ? 0 : attributes.size(),
        attributes.lastModifiedTime().toMillis());
  }

  @Override
  public byte[] read(String path, long length) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(path));
    if (bytes.length < length) {
      throw new EOFException("has " + bytes.length + " bytes but was listed with " + length);
    }

    return bytes;
  }

  @Override
  public String identity(String folder) throws IOException {
    return Path.of(folder).toRealPath().toString();
  }
}
