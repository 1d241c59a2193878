package io.millrace.spark.hadoop;

import io.millrace.storage.LocalStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** A small file of any scheme that Hadoop knows, which readers see whole or not at all. */
public final class WholeFile {
  private final HadoopFiles files;
  private final Path path;

  private WholeFile(HadoopFiles files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** The file of that path, by that configuration, which holds the credentials too. */
  public static WholeFile at(String path, Configuration configuration) throws IOException {
    try {
      HadoopFiles files = HadoopFiles.of(configuration);
      Path file = new Path(path);
      return new WholeFile(files, files.ask(file, () -> files.qualified(file)));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Its bytes, if there is such a file. */
  public Optional<byte[]> read() throws IOException {
    try {
      return Optional.of(files.ask(path, this::bytes));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private byte[] bytes() throws IOException {
    try (FSDataInputStream input = files.at(path).open(path)) {
      return input.readAllBytes();
    }
  }

  /** Writes it, in the place of one that may be there, with the folders above it. */
  public void write(byte[] bytes) throws IOException {
    String scheme = files.scheme(path);
    if (scheme.equals("file")) {
      new LocalStorage().replace(path.toUri().getPath(), bytes);
    } else if (CommitWay.isObjectStore(scheme)) {
      files.ask(
          path,
          () -> {
            ConditionalWrites.replace(files.at(path), path, bytes);
            return path;
          });
    } else {
      new HadoopWrites(files.at(path).getUri(), files.configuration()).replace(path, bytes);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
