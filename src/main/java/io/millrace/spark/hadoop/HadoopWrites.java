package io.millrace.spark.hadoop;

import io.millrace.storage.WritableStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Writes where renames are atomic: first whole under a temporary name in the same folder, then
 * under its own. Never {@code create(overwrite = false)}: it shows half a file, and where renames
 * are not atomic both of two writers win.
 */
final class HadoopWrites {
  private static final int BUFFER = 1 << 20;

  private final FileContext files;

  HadoopWrites(URI fileSystem, Configuration configuration) throws IOException {
    this.files = FileContext.getFileContext(fileSystem, configuration);
  }

  boolean createIfAbsent(Path path, byte[] bytes) throws IOException {
    if (files.util().exists(path)) {
      return false;
    }

    return rename(path, output -> output.write(bytes), Options.Rename.NONE);
  }

  void replace(Path path, byte[] bytes) throws IOException {
    rename(path, output -> output.write(bytes), Options.Rename.OVERWRITE);
  }

  boolean publish(java.nio.file.Path local, Path path) throws IOException {
    boolean there = files.util().exists(path);
    if (there && files.getFileStatus(path).getLen() == Files.size(local)) {
      files.setTimes(path, System.currentTimeMillis(), -1);
      return false;
    }

    // replaces one that was cut short, or another's with the same bytes
    return rename(path, output -> copy(local, output), Options.Rename.OVERWRITE);
  }

  private static void copy(java.nio.file.Path local, OutputStream output) throws IOException {
    byte[] block = new byte[BUFFER];
    try (InputStream input = Files.newInputStream(local)) {
      for (int count = input.read(block); count >= 0; count = input.read(block)) {
        output.write(block, 0, count);
      }
    }
  }

  @FunctionalInterface
  private interface Content {
    void write(OutputStream output) throws IOException;
  }

  private boolean rename(Path path, Content content, Options.Rename how) throws IOException {
    Path temporary = new Path(path.getParent(), WritableStorage.TEMPORARY + UUID.randomUUID());
    boolean renamed = false;
    try {
      write(temporary, content);
      files.rename(temporary, path, how);
      renamed = true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      if (!renamed) {
        files.delete(temporary, false);
      }
    }

    return true;
  }

  private void write(Path temporary, Content content) throws IOException {
    EnumSet<CreateFlag> create = EnumSet.of(CreateFlag.CREATE);
    Options.CreateOpts parents = Options.CreateOpts.createParent();
    try (FSDataOutputStream output = files.create(temporary, create, parents)) {
      content.write(output);
      output.hsync();
    }
  }
}
