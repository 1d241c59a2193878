package io.millrace.spark.hadoop;

import io.millrace.storage.RangeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.StreamCapabilities;

/** A file of any scheme, read at any place by Hadoop's positional reads. */
final class HadoopRangeFile implements RangeFile {
  private final FSDataInputStream input;

  HadoopRangeFile(FSDataInputStream input) {
    this.input = input;
  }

  @Override
  public void read(long offset, ByteBuffer target) throws IOException {
    if (input.hasCapability(StreamCapabilities.PREADBYTEBUFFER)) {
      input.readFully(offset, target);
      return;
    }

    byte[] bytes = new byte[target.remaining()];
    input.readFully(offset, bytes);
    target.put(bytes);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
