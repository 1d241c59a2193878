package io.millrace.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This machine's own files, by plain path. */
public final class LocalStorage implements WritableStorage {
  @Override
  public List<FileEntry> list(String folder) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(Path.of(folder))) {
      for (Path child : children) {
        entries.add(entry(child));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw missing("Missing folder: " + folder, e);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (FileSystemException e) {
      throw refused(e);
    }

    return entries;
  }

  private static FileEntry entry(Path child) throws IOException {
    BasicFileAttributes attributes = attributes(child);
    boolean folder = attributes.isDirectory();
    return new FileEntry(
        child.toString(),
        child.getFileName().toString(),
        folder,
        folder ? 0 : attributes.size(),
        attributes.lastModifiedTime().toMillis());
  }

  private static BasicFileAttributes attributes(Path child) throws IOException {
    try {
      return Files.readAttributes(child, BasicFileAttributes.class);
    } catch (FileSystemException e) {
      // a link that leads nowhere, or to itself, is listed as what it is
      return Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
  }

  @Override
  public byte[] read(String path, long length) throws IOException {
    byte[] bytes = bytes(path);
    if (bytes.length < length) {
      throw new EOFException("has " + bytes.length + " bytes but was listed with " + length);
    }

    return bytes;
  }

  private static byte[] bytes(String path) throws IOException {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (NoSuchFileException e) {
      throw missing("it does not exist", e);
    } catch (FileSystemException e) {
      throw refused(e);
    }
  }

  /** The JDK's own says the path, which whoever asked knows, and of rights nothing else. */
  private static IOException refused(FileSystemException cause) {
    boolean denied = cause instanceof AccessDeniedException || cause.getReason() == null;
    return new IOException(denied ? "permission denied" : cause.getReason(), cause);
  }

  private static IOException missing(String message, IOException cause) {
    IOException missing = new FileNotFoundException(message);
    missing.initCause(cause);
    return missing;
  }

  @Override
  public RangeFile open(String path, long length) throws IOException {
    return LocalRangeFile.open(Path.of(path));
  }

  @Override
  public Optional<FileEntry> find(String path) throws IOException {
    try {
      return Optional.of(entry(Path.of(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      throw refused(e);
    }
  }

  @Override
  public boolean createIfAbsent(String path, byte[] bytes) throws IOException {
    return LocalWrites.createIfAbsent(Path.of(path).toAbsolutePath(), bytes);
  }

  @Override
  public boolean publish(Path local, String path) throws IOException {
    return LocalWrites.publish(local, Path.of(path).toAbsolutePath());
  }

  /** Writes a small file whole, in the place of one that may be there. */
  public void replace(String path, byte[] bytes) throws IOException {
    LocalWrites.replace(Path.of(path).toAbsolutePath(), bytes);
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(Path.of(path));
  }

  @Override
  public String identity(String folder) throws IOException {
    return Path.of(folder).toRealPath().toString();
  }
}
