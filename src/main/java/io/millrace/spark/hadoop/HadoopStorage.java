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
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Files of any scheme that Hadoop knows. Paths without a scheme are on the default file system, and
 * paths on it are given without one.
 */
public final class HadoopStorage implements WritableStorage {
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 16;

  private static final LocalStorage LOCAL = new LocalStorage();

  private final Configuration configuration;
  private final Map<URI, HadoopWrites> writes = new HashMap<>();

  /** Storage by that configuration, which holds the credentials too. */
  public HadoopStorage(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The path with its scheme if it is not on the default file system, made absolute. */
  public String absolute(String path) throws IOException {
    return text(qualified(new Path(path)));
  }

  /** Whether there is a folder of that path. */
  public boolean isFolder(String path) throws IOException {
    Path folder = new Path(path);
    FileSystem files = fileSystem(folder);
    return files.exists(folder) && files.getFileStatus(folder).isDirectory();
  }

  @Override
  public List<FileEntry> list(String folder) throws IOException {
    Path path = new Path(folder);
    if (isLocal(path)) {
      return listLocal(path);
    }

    List<FileEntry> entries = new ArrayList<>();
    // listStatusIterator, not listFiles: that one forks a process a file on local disks
    RemoteIterator<FileStatus> children = fileSystem(path).listStatusIterator(path);
    while (children.hasNext()) {
      entries.add(entry(children.next()));
    }

    return entries;
  }

  private FileEntry entry(FileStatus file) throws IOException {
    return new FileEntry(
        text(file.getPath()),
        file.getPath().getName(),
        file.isDirectory(),
        file.isDirectory() ? 0 : file.getLen(),
        file.getModificationTime());
  }

  /** Hadoop's own local file system leaves out links that lead nowhere. */
  private List<FileEntry> listLocal(Path path) throws IOException {
    String parent = text(path);
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

    if (isLocal(new Path(path))) {
      return LOCAL.read(new Path(path).toUri().getPath(), length);
    }

    byte[] bytes = new byte[(int) length];
    try (FSDataInputStream input = open(new Path(path), length, "whole-file")) {
      input.readFully(bytes);
    } catch (EOFException e) {
      throw new UnreadableException(
          Reason.TRUNCATED, "is shorter than the " + length + " bytes that were listed", e);
    }

    return bytes;
  }

  /** Opens with the length known, which spares object stores a request. */
  private FSDataInputStream open(Path path, long length, String policy) throws IOException {
    try {
      return fileSystem(path)
          .openFile(path)
          .opt("fs.option.openfile.length", Long.toString(length))
          .opt("fs.option.openfile.read.policy", policy)
          .build()
          .get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening", e);
    }
  }

  @Override
  public RangeFile open(String path, long length) throws IOException {
    Path file = new Path(path);
    return isLocal(file)
        ? LOCAL.open(file.toUri().getPath(), length)
        : new HadoopRangeFile(open(file, length, "random"));
  }

  private static FileEntry at(String path, FileEntry found) {
    return new FileEntry(path, found.name(), found.folder(), found.length(), found.modified());
  }

  @Override
  public Optional<FileEntry> find(String path) throws IOException {
    Path file = new Path(path);
    if (isLocal(file)) {
      return LOCAL.find(file.toUri().getPath()).map(found -> at(path, found));
    }

    try {
      return Optional.of(entry(fileSystem(file).getFileStatus(file)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
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
      case RENAME -> writes(file).createIfAbsent(qualified(file), bytes);
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
      case RENAME -> writes(file).publish(local, qualified(file));
    };
  }

  @Override
  public void delete(String path) throws IOException {
    fileSystem(new Path(path)).delete(new Path(path), false);
  }

  private Path qualified(Path path) throws IOException {
    return fileSystem(path).makeQualified(path);
  }

  private CommitWay commitWay(Path path) throws IOException {
    return CommitWay.of(fileSystem(path).getUri().getScheme());
  }

  /** One for each file system: unlike Hadoop's file systems, file contexts have no cache. */
  private synchronized HadoopWrites writes(Path path) throws IOException {
    URI files = fileSystem(path).getUri();
    HadoopWrites known = writes.get(files);
    if (known == null) {
      known = new HadoopWrites(files, configuration);
      writes.put(files, known);
    }

    return known;
  }

  @Override
  public String identity(String folder) throws IOException {
    Path path = new Path(folder);
    return isLocal(path) ? LOCAL.identity(path.toUri().getPath()) : folder;
  }

  /** Whether files there can be asked for their times at little cost, unlike an object store's. */
  public boolean tellsTimes(String path) throws IOException {
    return List.of("file", "hdfs").contains(fileSystem(new Path(path)).getUri().getScheme());
  }

  /** Whether files there are those of this machine. */
  public boolean isLocal(String path) throws IOException {
    return isLocal(new Path(path));
  }

  private boolean isLocal(Path path) throws IOException {
    return fileSystem(path).getUri().getScheme().equals("file");
  }

  private FileSystem fileSystem(Path path) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    // the checksum files of Hadoop's local file system are nobody's here
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  private String text(Path path) throws IOException {
    boolean isDefault = FileSystem.getDefaultUri(configuration).equals(fileSystem(path).getUri());
    return (isDefault ? Path.getPathWithoutSchemeAndAuthority(path) : path).toString();
  }
}
