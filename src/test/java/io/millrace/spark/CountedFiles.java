package io.millrace.spark;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** This machine's files by {@code counted:/path}: remembers which are opened. */
public final class CountedFiles extends RawLocalFileSystem {
  private static final URI NAME = URI.create("counted:///");
  private static final Queue<String> OPENED = new ConcurrentLinkedQueue<>();

  /** Makes the scheme known. */
  static void register(Configuration configuration) {
    configuration.set("fs.counted.impl", CountedFiles.class.getName());
  }

  /** The files that were opened since the last call, sorted, each as often as it was. */
  static List<String> opened() {
    List<String> opened = OPENED.stream().sorted().toList();
    OPENED.clear();
    return opened;
  }

  @Override
  public URI getUri() {
    return NAME;
  }

  @Override
  public String getScheme() {
    return "counted";
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    OPENED.add(path.toUri().getPath());
    return super.open(path, buffer);
  }
}
