package io.millrace.cli;

import io.millrace.storage.LocalStorage;
import io.millrace.store.Snapshot;
import io.millrace.store.Snapshots;
import io.millrace.store.StorePaths;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A reader that opens a store again and again while others write it, and checks each time that all
 * is there that the newest snapshot names.
 */
final class StoreReader implements AutoCloseable {
  private final StoreFolder store;
  private final Snapshots snapshots;
  private final Set<Long> numbers = new TreeSet<>();
  private final Thread thread = new Thread(this::readOn, "reader");
  private volatile boolean closed;
  private long reads;
  private Throwable failure;

  private StoreReader(Path store) {
    this.store = new StoreFolder(store);
    this.snapshots = new Snapshots(new LocalStorage(), new StorePaths(store.toString()));
  }

  /** Begins to read. */
  static StoreReader of(Path store) {
    StoreReader reader = new StoreReader(store);
    reader.thread.start();
    return reader;
  }

  private void readOn() {
    try {
      while (!closed) {
        read();
        reads++;
        Thread.sleep(2);
      }

      read();
    } catch (Exception | AssertionError e) {
      failure = e;
    }
  }

  private void read() throws Exception {
    Optional<Snapshot> latest = snapshots.latest();
    if (latest.isEmpty() || !numbers.add(latest.get().commit().number())) {
      return;
    }

    List<String> faults = store.faults();
    if (!faults.isEmpty()) {
      throw new AssertionError("a snapshot names what is not there: " + faults);
    }
  }

  /** Numbers of the snapshots that it saw; ends the reading. */
  Set<Long> saw() {
    close();
    if (failure != null) {
      throw new AssertionError("after " + reads + " reads", failure);
    }

    return numbers;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
