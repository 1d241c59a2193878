package io.millrace.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Local files; calls somebody on the reading thread before each read of bytes. */
public record WatchedStorage(Storage storage, Watch watch) implements Storage {
  /** Is told what is about to be read, and may wait or throw. */
  public interface Watch {
    void before(String path, long offset) throws IOException;
  }

  /** Watches local files. */
  public static WatchedStorage local(Watch watch) {
    return new WatchedStorage(new LocalStorage(), watch);
  }

  @Override
  public List<FileEntry> list(String folder) throws IOException {
    return storage.list(folder);
  }

  @Override
  public byte[] read(String path, long length) throws IOException {
    watch.before(path, 0);
    return storage.read(path, length);
  }

  @Override
  public RangeFile open(String path, long length) throws IOException {
    return new WatchedFile(path, storage.open(path, length), watch);
  }

  @Override
  public Optional<FileEntry> find(String path) throws IOException {
    return storage.find(path);
  }

  @Override
  public String identity(String folder) throws IOException {
    return storage.identity(folder);
  }

  private record WatchedFile(String path, RangeFile file, Watch watch) implements RangeFile {
    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      watch.before(path, offset);
      file.read(offset, target);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
