package io.millrace.spark.hadoop;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.FileEntry;
import io.millrace.storage.LocalStorage;
import io.millrace.storage.RangeFile;
import io.millrace.storage.WritableStorage;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Files of any scheme that Hadoop knows. Paths without a scheme are on the default file system, and
 * paths on it are given without one.
 */
public final class HadoopStorage implements WritableStorage {
  /** Files that a core's task should read at a time where each answer takes long. */
  public static final int READS_A_CORE = S3Settings.REQUESTS_A_CORE;

  private static final long LARGEST_FILE = Integer.MAX_VALUE - 16;

  private static final LocalStorage LOCAL = new LocalStorage();

  private final HadoopFiles files;
  private final Map<URI, HadoopWrites> writes = new HashMap<>();

  /** Storage by that configuration, which holds the credentials too. */
  public HadoopStorage(Configuration configuration) {
    this.files = HadoopFiles.of(configuration);
  }

  /** Whether a path names S3 by its scheme. */
  public static boolean isS3(String path) {
    String scheme = path.isEmpty() ? null : new Path(path).toUri().getScheme();
    return scheme != null && CommitWay.isS3(scheme);
  }

  /** The path with its scheme if it is not on the default file system, made absolute. */
  public String absolute(String path) throws IOException {
    return files.text(files.qualified(new Path(path)));
  }

  /** Whether there is a folder of that path. */
  public boolean isFolder(String path) throws IOException {
    Path folder = new Path(path);
    try {
      return files.ask(folder, () -> files.at(folder).getFileStatus(folder).isDirectory());
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public List<FileEntry> list(String folder) throws IOException {
    Path path = new Path(folder);
    return files.isLocal(path) ? listLocal(path) : files.ask(path, () -> listRemote(path));
  }

  private List<FileEntry> listRemote(Path path) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    // listStatusIterator, not listFiles: that one forks a process a file on local disks
    RemoteIterator<FileStatus> children = files.at(path).listStatusIterator(path);
    while (children.hasNext()) {
      entries.add(entry(children.next()));
    }

    return entries;
  }

  private FileEntry entry(FileStatus file) throws IOException {
    return new FileEntry(
        files.text(file.getPath()),
        file.getPath().getName(),
        file.isDirectory(),
        file.isDirectory() ? 0 : file.getLen(),
        file.getModificationTime());
  }

  /** Hadoop's own local file system leaves out links that lead nowhere. */
  private List<FileEntry> listLocal(Path path) throws IOException {
    String parent = files.text(path);
    String prefix = parent.endsWith("/") ? parent : parent + "/";
    return LOCAL.list(path.toUri().getPath()).stream()
        .map(
            entry ->
                new FileEntry(
                    prefix + entry.name(),
                    entry.name(),
                    entry.folder(),
                    entry.length(),
                    entry.modified()))
        .toList();
  }

  @Override
  public byte[] read(String path, long length) throws IOException {
    if (length > LARGEST_FILE) {
      throw new UnreadableException(
          Reason.TOO_LARGE, "has " + length + " bytes, more than " + LARGEST_FILE);
    }

    Path file = new Path(path);
    return files.isLocal(file)
        ? LOCAL.read(file.toUri().getPath(), length)
        : files.ask(file, () -> readRemote(file, (int) length));
  }

  private byte[] readRemote(Path file, int length) throws IOException {
    byte[] bytes = new byte[length];
    try (FSDataInputStream input = files.open(file, length, "whole-file")) {
      input.readFully(bytes);
    } catch (EOFException e) {
      throw new UnreadableException(
          Reason.TRUNCATED, "is shorter than the " + length + " bytes that were listed", e);
    }

    return bytes;
  }

  @Override
  public RangeFile open(String path, long length) throws IOException {
    Path file = new Path(path);
    return files.isLocal(file)
        ? LOCAL.open(file.toUri().getPath(), length)
        : files.ask(
            file, () -> new HadoopRangeFile(files, file, files.open(file, length, "random")));
  }

  @Override
  public int inFlight(String path) {
    return files.isLocal(new Path(path)) ? 0 : S3Settings.requests();
  }

  private static FileEntry at(String path, FileEntry found) {
    return new FileEntry(path, found.name(), found.folder(), found.length(), found.modified());
  }

  @Override
  public Optional<FileEntry> find(String path) throws IOException {
    Path file = new Path(path);
    if (files.isLocal(file)) {
      return LOCAL.find(file.toUri().getPath()).map(found -> at(path, found));
    }

    try {
      return Optional.of(files.ask(file, () -> entry(files.at(file).getFileStatus(file))));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Tries whether of several writers to a folder one would win; asks nobody where that is known.
   *
   * @throws io.millrace.store.InvalidStoreException if the file system cannot do that
   */
  public void checkCommits(String folder) throws IOException {
    Path path = new Path(folder);
    if (commitWay(path) == CommitWay.CONDITION) {
      files.ask(
          path,
          () -> {
            new ConditionalWrites(files).check(path);
            return path;
          });
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.millrace.store.InvalidStoreException if the file system cannot do that
   */
  @Override
  public boolean createIfAbsent(String path, byte[] bytes) throws IOException {
    Path file = new Path(path);
    return switch (commitWay(file)) {
      case LINK -> LOCAL.createIfAbsent(file.toUri().getPath(), bytes);
      case RENAME -> writes(file).createIfAbsent(files.qualified(file), bytes);
      case CONDITION ->
          files.ask(file, () -> new ConditionalWrites(files).createIfAbsent(file, bytes));
    };
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.millrace.store.InvalidStoreException if the file system cannot do that
   */
  @Override
  public boolean publish(java.nio.file.Path local, String path) throws IOException {
    Path file = new Path(path);
    return switch (commitWay(file)) {
      case LINK -> LOCAL.publish(local, file.toUri().getPath());
      case RENAME -> writes(file).publish(local, files.qualified(file));
      case CONDITION -> files.ask(file, () -> new ConditionalWrites(files).publish(local, file));
    };
  }

  @Override
  public void delete(String path) throws IOException {
    Path file = new Path(path);
    files.ask(file, () -> files.at(file).delete(file, false));
  }

  private CommitWay commitWay(Path path) {
    return CommitWay.of(files.scheme(path));
  }

  /** One for each file system: unlike Hadoop's file systems, file contexts have no cache. */
  private synchronized HadoopWrites writes(Path path) throws IOException {
    URI root = files.at(path).getUri();
    HadoopWrites known = writes.get(root);
    if (known == null) {
      known = new HadoopWrites(root, files.configuration());
      writes.put(root, known);
    }

    return known;
  }

  @Override
  public String identity(String folder) throws IOException {
    Path path = new Path(folder);
    return files.isLocal(path) ? LOCAL.identity(path.toUri().getPath()) : folder;
  }

  /** Whether files there can be asked for their times at little cost, unlike an object store's. */
  public boolean tellsTimes(String path) {
    return !CommitWay.isObjectStore(files.scheme(new Path(path)));
  }

  /** Whether files there are those of this machine. */
  public boolean isLocal(String path) {
    return files.isLocal(new Path(path));
  }
}
