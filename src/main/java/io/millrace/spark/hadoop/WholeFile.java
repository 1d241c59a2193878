package io.millrace.spark.hadoop;

import io.millrace.storage.LocalStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A small file of any scheme that Hadoop knows, which readers see whole or not at all. */
public final class WholeFile {
  private final Configuration configuration;
  private final Path path;

  private WholeFile(Configuration configuration, Path path) {
    this.configuration = configuration;
    this.path = path;
  }

  /** The file of that path, by that configuration, which holds the credentials too. */
  public static WholeFile at(String path, Configuration configuration) throws IOException {
    try {
      Path file = new Path(path);
      return new WholeFile(configuration, file.getFileSystem(configuration).makeQualified(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Its bytes, if there is such a file. */
  public Optional<byte[]> read() throws IOException {
    try (FSDataInputStream input = files().open(path)) {
      return Optional.of(input.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Writes it, in the place of one that may be there, with the folders above it. */
  public void write(byte[] bytes) throws IOException {
    String scheme = files().getUri().getScheme();
    if (scheme.equals("file")) {
      new LocalStorage().replace(path.toUri().getPath(), bytes);
    } else if (CommitWay.isObjectStore(scheme)) {
      ConditionalWrites.replace(files(), path, bytes);
    } else {
      new HadoopWrites(files().getUri(), configuration).replace(path, bytes);
    }
  }

  private FileSystem files() throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    // the checksum files of Hadoop's local file system are nobody's here
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
