package io.millrace.spark.hadoop;

import io.millrace.storage.WritableStorage;
import io.millrace.store.InvalidStoreException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.VersionInfo;

/**
 * Writes to S3, where an object appears whole when its stream is closed. The server decides between
 * writers, by a condition of the request; never {@code create(overwrite = false)}, which asks first
 * and then lets both of two writers win.
 */
final class ConditionalWrites {
  /** Of Hadoop 3.4.2: its class must not be touched where the client is older. */
  private static final String CONDITION = "fs.option.create.conditional.overwrite";

  private static final String ABORTABLE = "fs.capability.outputstream.abortable";

  /** Two at once can make a server refuse both. */
  private static final int ATTEMPTS = 5;

  /** What vacuum may take next is written again: its time cannot be changed otherwise. */
  private static final Duration FRESH = Duration.ofHours(1);

  private final HadoopFiles files;
  private final Writers writers;

  ConditionalWrites(HadoopFiles files) {
    this.files = files;
    this.writers = Writers.of(files.configuration());
  }

  boolean createIfAbsent(Path path, byte[] bytes) throws IOException {
    if (writers == Writers.SINGLE) {
      return createAlone(path, bytes);
    }

    refuseOldClient(path);
    for (int attempt = 1; ; attempt++) {
      try {
        write(path, Overwriting.REFUSED, output -> output.write(bytes));
        return true;
      } catch (IOException e) {
        if (!S3Failures.isRefused(e)) {
          throw e;
        }

        if (isThere(path) || attempt == ATTEMPTS) {
          // the answer to our own request may have been lost: then the second one was refused
          return Arrays.equals(read(path), bytes);
        }
      }
    }
  }

  private boolean createAlone(Path path, byte[] bytes) throws IOException {
    if (isThere(path)) {
      return false;
    }

    write(path, Overwriting.ALLOWED, output -> output.write(bytes));
    return true;
  }

  private boolean isThere(Path path) throws IOException {
    try {
      return files.at(path).getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private byte[] read(Path path) throws IOException {
    FileStatus file = files.at(path).getFileStatus(path);
    byte[] bytes = new byte[Math.toIntExact(file.getLen())];
    try (var input = files.open(path, bytes.length, "whole-file")) {
      input.readFully(bytes);
    }

    return bytes;
  }

  /** One request in the usual case: the server itself says that there is one already. */
  boolean publish(java.nio.file.Path local, Path path) throws IOException {
    if (writers == Writers.MANY && knowsConditions(path)) {
      try {
        write(path, Overwriting.REFUSED, output -> Files.copy(local, output));
        return true;
      } catch (IOException e) {
        if (!S3Failures.isRefused(e)) {
          throw e;
        }
      }
    }

    if (isFresh(path, Files.size(local))) {
      return false;
    }

    write(path, Overwriting.ALLOWED, output -> Files.copy(local, output));
    return true;
  }

  private boolean isFresh(Path path, long length) throws IOException {
    try {
      FileStatus there = files.at(path).getFileStatus(path);
      long age = System.currentTimeMillis() - there.getModificationTime();
      return there.getLen() == length && age < FRESH.toMillis();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * Tries by one key, twice, whether the server lets one of two writers win.
   *
   * @throws InvalidStoreException if it does not, or cannot be asked
   */
  void check(Path folder) throws IOException {
    Path probe = new Path(folder, WritableStorage.TEMPORARY + UUID.randomUUID());
    try {
      createIfAbsent(probe, new byte[] {'1'});
      if (writers == Writers.MANY && isWrittenAgain(probe)) {
        throw new InvalidStoreException(
            "Cannot commit to %s: this store does not honour If-None-Match, so that two prepares at once would both"
                    .formatted(folder)
                + " win (run one at a time, with --single-writer, or use another server)");
      }
    } finally {
      files.at(probe).delete(probe, false);
    }
  }

  private boolean isWrittenAgain(Path probe) throws IOException {
    try {
      write(probe, Overwriting.REFUSED, output -> output.write('2'));
      return true;
    } catch (IOException e) {
      if (S3Failures.isRefused(e)) {
        return false;
      }

      throw e;
    }
  }

  private void refuseOldClient(Path path) throws IOException {
    if (!knowsConditions(path)) {
      throw new InvalidStoreException(
          "Unsupported: commits to S3 by Hadoop client %s, which does not know conditional requests (bring"
                  .formatted(VersionInfo.getVersion())
              + " 3.4.2 or newer, see the README's chapter on S3, or run one prepare at a time"
              + " with --single-writer)");
    }
  }

  private boolean knowsConditions(Path path) throws IOException {
    return files.at(path).hasPathCapability(path, CONDITION);
  }

  /** What becomes of an object that is there. */
  private enum Overwriting {
    ALLOWED,
    REFUSED
  }

  @FunctionalInterface
  private interface Content {
    void write(OutputStream output) throws IOException;
  }

  /** Writes an object whole, in the place of one that may be there. */
  static void replace(FileSystem files, Path path, byte[] bytes) throws IOException {
    write(files, path, Overwriting.ALLOWED, output -> output.write(bytes));
  }

  private void write(Path path, Overwriting overwriting, Content content) throws IOException {
    write(files.at(path), path, overwriting, content);
  }

  private static void write(FileSystem files, Path path, Overwriting overwriting, Content content)
      throws IOException {
    try (FSDataOutputStream output = create(files, path, overwriting)) {
      boolean whole = false;
      try {
        content.write(output);
        whole = true;
      } finally {
        // closing would show what there is so far
        if (!whole && output.hasCapability(ABORTABLE)) {
          output.abort();
        }
      }
    }
  }

  private static FSDataOutputStream create(FileSystem files, Path path, Overwriting overwriting)
      throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path).recursive().overwrite(true);
    builder.opt("fs.s3a.create.performance", true);
    if (overwriting == Overwriting.REFUSED) {
      builder.must(CONDITION, true);
    }

    return (FSDataOutputStream) builder.build();
  }
}
