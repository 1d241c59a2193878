package io.millrace.store;

import io.millrace.storage.FileEntry;
import io.millrace.storage.NumberedFiles;
import io.millrace.storage.Storage;
import io.millrace.storage.WritableStorage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The snapshots of a store: the one place where writers meet. Safe for use by several threads and
 * processes.
 */
public final class Snapshots {
  private final Storage storage;
  private final StorePaths paths;

  /** The snapshots of a store, which {@link #commit} can add to if the storage can be written. */
  public Snapshots(Storage storage, StorePaths paths) {
    this.storage = storage;
    this.paths = paths;
  }

  /** The numbers of all snapshots, ascending; none if there is no store yet. */
  public List<Long> numbers() throws IOException {
    return new NumberedFiles(storage, paths.snapshots()).numbers();
  }

  /** The newest snapshot, if there is a store. */
  public Optional<Snapshot> latest() throws IOException {
    List<Long> numbers = numbers();
    return numbers.isEmpty() ? Optional.empty() : Optional.of(read(Collections.max(numbers)));
  }

  /**
   * A snapshot by its number.
   *
   * @throws InvalidStoreException if there is none, or it cannot be understood
   */
  public Snapshot read(long number) throws IOException {
    String path = paths.snapshot(number);
    FileEntry file =
        storage
            .find(path)
            .orElseThrow(
                () ->
                    new InvalidStoreException(
                        "Missing snapshot %d of %s (it has %s)"
                            .formatted(number, paths.root(), storedNumbers())));
    return SnapshotJson.read(storage.read(path, file.length()), path);
  }

  private String storedNumbers() {
    try {
      return numbers().isEmpty() ? "none: run 'millrace prepare'" : numbers().toString();
    } catch (IOException e) {
      return "others that cannot be listed: " + e.getMessage();
    }
  }

  /**
   * Adds a snapshot after the newest one. Of writers at the same time one wins, and the others come
   * after it. If the newest one says the same, that one is returned and nothing is written.
   */
  public Snapshot commit(
      StoreFacts facts, List<ShardEntry> shards, List<Snapshot.LeftOut> quarantine)
      throws IOException {
    String token = UUID.randomUUID().toString();
    while (true) {
      Optional<Snapshot> parent = latest();
      Snapshot next = new Snapshot(commitAfter(parent, token), facts, shards, quarantine);
      if (parent.isPresent() && isSame(parent.get(), next)) {
        return parent.get();
      }

      if (create(next) || isOwn(next)) {
        return next;
      }
    }
  }

  private static Snapshot.Commit commitAfter(Optional<Snapshot> parent, String token) {
    return parent
        .map(last -> new Snapshot.Commit(last.commit().number() + 1, last.id(), token))
        .orElseGet(() -> new Snapshot.Commit(1, "", token));
  }

  private static boolean isSame(Snapshot one, Snapshot other) {
    return one.facts().equals(other.facts())
        && one.shards().equals(other.shards())
        && one.quarantine().equals(other.quarantine());
  }

  private boolean create(Snapshot next) throws IOException {
    if (!(storage instanceof WritableStorage writable)) {
      throw new IllegalStateException("Cannot commit to " + paths.root() + ": it is read only");
    }

    return writable.createIfAbsent(
        paths.snapshot(next.commit().number()), SnapshotJson.write(next));
  }

  /** A creation whose answer was lost looks like another's: the token tells. */
  private boolean isOwn(Snapshot next) throws IOException {
    return read(next.commit().number()).commit().token().equals(next.commit().token());
  }
}
