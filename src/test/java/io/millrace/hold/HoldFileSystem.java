package io.millrace.hold;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * This machine's files by {@code hold:/path}. Keeps what HDFS promises and Hadoop's local file
 * system does not: a rename replaces nothing, and of many to one name exactly one wins. The setting
 * {@code hold.control} names the folder of the rules.
 */
public final class HoldFileSystem extends RawLocalFileSystem {
  static final URI NAME = URI.create("hold:///");

  private Optional<Gate> gate = Optional.empty();

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return "hold";
  }

  @Override
  public void initialize(URI uri, Configuration configuration) throws IOException {
    super.initialize(uri, configuration);
    gate =
        Optional.ofNullable(configuration.get("hold.control"))
            .map(folder -> new Gate(java.nio.file.Path.of(folder)));
  }

  private void pass(String event, Path path) throws IOException {
    if (gate.isPresent()) {
      gate.get().pass(event, path.toUri().getPath());
    }
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    pass("open", path);
    return super.open(path, buffer);
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    pass("create", path);
    // no permission: it would fork a process
    return super.createOutputStreamWithMode(path, append, null);
  }

  @Override
  public void setPermission(Path path, FsPermission permission) {}

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    pass("rename", to);
    boolean done = link(from, to);
    pass("renamed", to);
    return done;
  }

  private boolean link(Path from, Path to) throws IOException {
    java.nio.file.Path old = pathToFile(from).toPath();
    if (Files.isDirectory(old)) {
      return super.rename(from, to);
    }

    try {
      Files.createLink(pathToFile(to).toPath(), old);
    } catch (FileAlreadyExistsException e) {
      return false;
    }

    Files.delete(old);
    return true;
  }

  @Override
  @SuppressWarnings("deprecation") // the one that file contexts call
  protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
    if (!rename(from, to)) {
      throw new org.apache.hadoop.fs.FileAlreadyExistsException(to + " exists");
    }
  }
}
