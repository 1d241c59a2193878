package io.millrace.store;

import io.millrace.sample.Split;
import io.millrace.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads a store again and says what is not as its snapshot says. Each shard is checked by itself,
 * so that many tasks can share the work; nothing that is damaged stops the check of the rest.
 */
public record StoreCheck(Storage storage, StorePaths paths, IndexFile index) {
  public StoreCheck {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(paths, "paths");
    Objects.requireNonNull(index, "index");
  }

  /**
   * Every byte of a shard and of its part of the index: length, name, checksums, counts, and
   * whether the two agree. Reads the shard once, from its beginning to its end.
   *
   * @throws IOException if the storage cannot be reached, which is no damage
   */
  public List<Damage> check(StoreFacts facts, ShardEntry entry) throws IOException {
    List<Damage> found = new ArrayList<>();
    List<IndexRow> rows = new ArrayList<>();
    try {
      rows.addAll(index.read(paths.index(entry.index().name()), entry.index().bytes()));
      IndexCheck.check(entry, rows).forEach(found::add);
    } catch (IOException e) {
      found.add(damage(entry, "index part " + entry.index().name(), e.getMessage()));
    }

    ShardCheck shard = new ShardCheck(storage, paths, entry, rows);
    found.addAll(shard.check(facts));
    return found;
  }

  private static Damage damage(ShardEntry entry, String place, String detail) {
    return new Damage(entry.file().name(), place, detail, List.of());
  }

  /** What a snapshot says of itself: no shard twice, counts that can be. Reads nothing. */
  public static List<Damage> checkWhole(Snapshot snapshot) {
    List<Damage> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ShardEntry entry : snapshot.shards()) {
      if (!names.add(entry.file().name())) {
        found.add(damage(entry, "", "the snapshot names it twice"));
      }

      for (Split split : entry.splits().keySet()) {
        checkCounts(entry, split).forEach(found::add);
      }
    }

    return found;
  }

  private static List<Damage> checkCounts(ShardEntry entry, Split split) {
    List<Damage> found = new ArrayList<>();
    List<Integer> rows = entry.splits().get(split);
    for (int chunk = 0; chunk < rows.size(); chunk++) {
      if (rows.get(chunk) < 0 || rows.get(chunk) > entry.file().chunkRows(chunk)) {
        String detail =
            "the snapshot has %d rows of %s for %d"
                .formatted(rows.get(chunk), split.text(), entry.file().chunkRows(chunk));
        found.add(damage(entry, "chunk " + chunk, detail));
      }
    }

    return found;
  }

  /** Whether each snapshot of the store can be read and follows the one before. */
  public List<Damage> checkHistory() throws IOException {
    List<Damage> found = new ArrayList<>();
    Snapshots snapshots = new Snapshots(storage, paths);
    String last = "";
    for (long number : snapshots.numbers()) {
      try {
        Snapshot snapshot = snapshots.read(number);
        if (!last.isEmpty() && !snapshot.commit().parent().equals(last)) {
          found.add(new Damage("", "snapshot " + number, "does not follow " + last, List.of()));
        }

        last = snapshot.id();
      } catch (InvalidStoreException e) {
        found.add(new Damage("", "snapshot " + number, e.getMessage(), List.of()));
        last = "";
      }
    }

    return found;
  }
}
