package io.millrace.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.Checksum;

/**
 * Counts and times what is read through it: a whole file, or a range of an open one, is one
 * request.
 */
public final class CountedStorage implements Storage {
  private final Storage storage;
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Counts from zero. */
  public CountedStorage(Storage storage) {
    this.storage = storage;
  }

  /** What was read so far. */
  public Traffic traffic() {
    return new Traffic(requests.sum(), bytes.sum(), nanos.sum());
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T timed(Reading<T> reading) throws IOException {
    long start = System.nanoTime();
    try {
      return reading.read();
    } finally {
      nanos.add(System.nanoTime() - start);
    }
  }

  private void count(long read) {
    requests.increment();
    bytes.add(read);
  }

  @Override
  public List<FileEntry> list(String folder) throws IOException {
    return storage.list(folder);
  }

  @Override
  public byte[] read(String path, long length) throws IOException {
    byte[] read = timed(() -> storage.read(path, length));
    count(read.length);
    return read;
  }

  @Override
  public RangeFile open(String path, long length) throws IOException {
    return new CountedFile(timed(() -> storage.open(path, length)));
  }

  @Override
  public Optional<FileEntry> find(String path) throws IOException {
    return storage.find(path);
  }

  @Override
  public String identity(String folder) throws IOException {
    return storage.identity(folder);
  }

  @Override
  public int inFlight(String path) {
    return storage.inFlight(path);
  }

  private final class CountedFile implements RangeFile {
    private final RangeFile file;

    private CountedFile(RangeFile file) {
      this.file = file;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      int wanted = target.remaining();
      timed(
          () -> {
            file.read(offset, target);
            return wanted;
          });
      count(wanted);
    }

    @Override
    public void read(long offset, ByteBuffer target, Checksum sum) throws IOException {
      int wanted = target.remaining();
      timed(
          () -> {
            file.read(offset, target, sum);
            return wanted;
          });
      count(wanted);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
