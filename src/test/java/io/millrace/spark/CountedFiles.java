package io.millrace.spark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * This machine's files by {@code counted:/path}: remembers which are opened, and how much is read.
 */
public final class CountedFiles extends RawLocalFileSystem {
  private static final URI NAME = URI.create("counted:///");
  private static final LongAdder RANGES = new LongAdder();
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

  /** Bytes of the ranges that were asked for since the last call, as shards are read. */
  static long rangeBytes() {
    return RANGES.sumThenReset();
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
    return new Counted(super.open(path, buffer).getWrappedStream());
  }

  private static final class Counted extends FSDataInputStream {
    Counted(InputStream file) {
      super(file);
    }

    @Override
    public void readVectored(List<? extends FileRange> ranges, IntFunction<ByteBuffer> allocate)
        throws IOException {
      ranges.forEach(range -> RANGES.add(range.getLength()));
      super.readVectored(ranges, allocate);
    }
  }
}
