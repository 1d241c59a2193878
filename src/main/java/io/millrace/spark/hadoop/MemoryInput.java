package io.millrace.spark.hadoop;

import java.io.ByteArrayInputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file that was read whole. */
final class MemoryInput implements InputFile {
  private final byte[] bytes;

  MemoryInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new Seekable(new Bytes(bytes));
  }

  /** The position of a stream of bytes is in view of its subclasses only. */
  private static final class Bytes extends ByteArrayInputStream {
    Bytes(byte[] bytes) {
      super(bytes);
    }

    int position() {
      return pos;
    }

    void position(long position) {
      pos = (int) position;
    }
  }

  private static final class Seekable extends DelegatingSeekableInputStream {
    private final Bytes input;

    Seekable(Bytes input) {
      super(input);
      this.input = input;
    }

    @Override
    public long getPos() {
      return input.position();
    }

    @Override
    public void seek(long position) {
      input.position(position);
    }
  }
}
