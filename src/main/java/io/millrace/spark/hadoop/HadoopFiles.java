package io.millrace.spark.hadoop;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Hadoop's file systems by path.
 *
 * @param configuration complete
 */
record HadoopFiles(Configuration configuration) {
  /** Hadoop reads them from their beginning only. */
  private static final Set<String> STREAMS = Set.of("http", "https", "ftp", "sftp", "har");

  static HadoopFiles of(Configuration configuration) {
    return new HadoopFiles(S3Settings.complete(configuration));
  }

  /** The scheme of a path, without a question to anyone. */
  String scheme(Path path) {
    String own = path.toUri().getScheme();
    String scheme = own == null ? FileSystem.getDefaultUri(configuration).getScheme() : own;
    return scheme == null ? "file" : scheme;
  }

  boolean isLocal(Path path) {
    return scheme(path).equals("file");
  }

  boolean isS3(Path path) {
    return CommitWay.isS3(scheme(path));
  }

  FileSystem at(Path path) throws IOException {
    if (STREAMS.contains(scheme(path))) {
      throw new UnsupportedFileSystemException(
          "Unsupported scheme %s: files there cannot be read at any place (copy them to a disk, to HDFS or to S3)"
              .formatted(scheme(path)));
    }

    if (isS3(path)) {
      S3Reach.check(bucket(path), configuration);
    }

    try {
      FileSystem files = path.getFileSystem(configuration);
      // the checksum files of Hadoop's local file system are nobody's here
      return files instanceof LocalFileSystem local ? local.getRaw() : files;
    } catch (IOException e) {
      throw clear(path, e);
    } catch (RuntimeException | LinkageError e) {
      if (isWithoutClient(path, e)) {
        throw missingClient(e);
      }

      throw e;
    }
  }

  private boolean isWithoutClient(Path path, Throwable failure) {
    return isS3(path)
        && (failure instanceof LinkageError
            || String.valueOf(failure.getMessage()).contains("ClassNotFoundException"));
  }

  private static UnsupportedFileSystemException missingClient(Throwable cause) {
    UnsupportedFileSystemException missing =
        new UnsupportedFileSystemException(
            "Missing S3A: hadoop-aws of this Spark's Hadoop, and the SDK that it needs, are not on the class path (use"
                + " target/launch, or see the README's chapter on S3)");
    missing.initCause(cause);
    return missing;
  }

  /** Opens with the length known, which spares object stores a request. */
  FSDataInputStream open(Path path, long length, String policy) throws IOException {
    try {
      return at(path)
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

  /** What is asked of a file system. */
  interface Question<T> {
    T ask() throws IOException;
  }

  /** The answer, or a failure that says what to do. */
  <T> T ask(Path path, Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (IOException e) {
      throw clear(path, e);
    }
  }

  IOException clear(Path path, IOException failure) {
    return isS3(path) ? S3Failures.clear(bucket(path), failure) : failure;
  }

  private String bucket(Path path) {
    String own = path.toUri().getAuthority();
    return String.valueOf(
        own == null ? FileSystem.getDefaultUri(configuration).getAuthority() : own);
  }

  Path qualified(Path path) throws IOException {
    return at(path).makeQualified(path);
  }

  /** The path as it is given to others: without its scheme where that is the default. */
  String text(Path path) throws IOException {
    boolean isDefault = FileSystem.getDefaultUri(configuration).equals(at(path).getUri());
    return (isDefault ? Path.getPathWithoutSchemeAndAuthority(path) : path).toString();
  }
}
