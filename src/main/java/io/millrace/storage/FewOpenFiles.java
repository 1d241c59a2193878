package io.millrace.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Checksum;

/**
 * Lets any number of files be open while few of them hold a handle of the system: the one that was
 * read longest ago gives its own up, and gets another when it is read again. Handles in use may
 * pass the bound by one a thread. A missing file shows at its first read.
 */
public final class FewOpenFiles implements Storage {
  private final Storage storage;
  private final int most;
  private final Map<ReopenedFile, Handle> handles = new LinkedHashMap<>(16, 0.75f, true);

  /** At most so many handles at once, at least 1. */
  public FewOpenFiles(Storage storage, int most) {
    this.storage = storage;
    this.most = most;
  }

  /** A handle, and how many threads read through it. */
  private static final class Handle {
    private final RangeFile file;
    private int users = 1;
    private boolean unwanted;

    private Handle(RangeFile file) {
      this.file = file;
    }
  }

  private Handle take(ReopenedFile file) throws IOException {
    synchronized (this) {
      Handle open = handles.get(file);
      if (open != null) {
        open.users++;
        return open;
      }
    }

    // two threads may open one file at once: the second handle is closed after its read
    Handle opened = new Handle(storage.open(file.path, file.length));
    List<Handle> idle = new ArrayList<>();
    synchronized (this) {
      opened.unwanted = file.closed || handles.putIfAbsent(file, opened) != null;
      Iterator<Handle> oldest = handles.values().iterator();
      while (handles.size() > most && oldest.hasNext()) {
        Handle handle = oldest.next();
        if (handle.users == 0) {
          oldest.remove();
          idle.add(handle);
        }
      }
    }

    for (Handle handle : idle) {
      handle.file.close();
    }

    return opened;
  }

  private void giveBack(Handle handle) throws IOException {
    boolean last;
    synchronized (this) {
      handle.users--;
      last = handle.unwanted && handle.users == 0;
    }

    if (last) {
      handle.file.close();
    }
  }

  private void close(ReopenedFile file) throws IOException {
    Handle idle;
    synchronized (this) {
      file.closed = true;
      Handle open = handles.remove(file);
      if (open != null) {
        open.unwanted = true;
      }

      idle = open != null && open.users == 0 ? open : null;
    }

    if (idle != null) {
      idle.file.close();
    }
  }

  /** How many files hold a handle now. */
  synchronized int handles() {
    return handles.size();
  }

  private final class ReopenedFile implements RangeFile {
    private final String path;
    private final long length;
    private boolean closed; // guarded by the storage

    private ReopenedFile(String path, long length) {
      this.path = path;
      this.length = length;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      Handle handle = take(this);
      try {
        handle.file.read(offset, target);
      } finally {
        giveBack(handle);
      }
    }

    @Override
    public void read(long offset, ByteBuffer target, Checksum sum) throws IOException {
      Handle handle = take(this);
      try {
        handle.file.read(offset, target, sum);
      } finally {
        giveBack(handle);
      }
    }

    @Override
    public void close() throws IOException {
      FewOpenFiles.this.close(this);
    }
  }

  @Override
  public RangeFile open(String path, long length) {
    return new ReopenedFile(path, length);
  }

  @Override
  public List<FileEntry> list(String folder) throws IOException {
    return storage.list(folder);
  }

  @Override
  public byte[] read(String path, long length) throws IOException {
    return storage.read(path, length);
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
}
