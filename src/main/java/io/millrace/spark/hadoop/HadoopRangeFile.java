package io.millrace.spark.hadoop;

import io.millrace.sample.UnreadableException;
import io.millrace.storage.RangeFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** A file of any scheme, read at any place by Hadoop's positional reads. */
final class HadoopRangeFile implements RangeFile {
  /** A connection that breaks in the middle of an answer is not mended by S3A's vectored reads. */
  private static final int ATTEMPTS = 5;

  private static final long FIRST_PAUSE_MILLIS = 50;

  /** Since Hadoop 3.3.5; S3A's streams of 3.4.2 can be asked, though they do not say so. */
  private static final boolean KNOWS_RANGES = isKnown("org.apache.hadoop.fs.FileRange");

  private final HadoopFiles files;
  private final Path path;
  private final FSDataInputStream input;

  HadoopRangeFile(HadoopFiles files, Path path, FSDataInputStream input) {
    this.files = files;
    this.path = path;
    this.input = input;
  }

  private static boolean isKnown(String type) {
    try {
      Class.forName(type, false, HadoopRangeFile.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public void read(long offset, ByteBuffer target) throws IOException {
    if (input.hasCapability(StreamCapabilities.PREADBYTEBUFFER)) {
      input.readFully(offset, target);
    } else if (takesRanges()) {
      vectored(offset, target);
    } else {
      files.ask(path, () -> bytes(offset, target));
    }
  }

  private boolean takesRanges() {
    return input.hasCapability(StreamCapabilities.VECTOREDIO) || (KNOWS_RANGES && files.isS3(path));
  }

  private ByteBuffer bytes(long offset, ByteBuffer target) throws IOException {
    byte[] bytes = new byte[target.remaining()];
    input.readFully(offset, bytes);
    return target.put(bytes);
  }

  /**
   * One request for each call, and threads do not wait for each other; S3A's positional reads take
   * turns.
   */
  private void vectored(long offset, ByteBuffer target) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        range(offset, target.slice());
        target.position(target.limit());
        return;
      } catch (IOException e) {
        IOException failure = files.clear(path, e);
        if (attempt == ATTEMPTS || isLasting(failure)) {
          throw failure;
        }

        pause(FIRST_PAUSE_MILLIS << attempt);
      }
    }
  }

  private void range(long offset, ByteBuffer target) throws IOException {
    FileRange range = FileRange.createFileRange(offset, target.remaining());
    input.readVectored(List.of(range), size -> target);
    try {
      range.getData().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading", e);
    }
  }

  private static boolean isLasting(IOException failure) {
    return failure instanceof FileNotFoundException
        || failure instanceof EOFException
        || failure instanceof FileSystemException
        || failure instanceof UnreadableException;
  }

  private static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading", e);
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
