package io.millrace.store;

import io.millrace.storage.FileEntry;
import io.millrace.storage.WritableStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the files of a store that nobody needs: shards and parts of the index that no snapshot
 * names, markers of done work, and what killed writers left. Files of other names are left alone.
 *
 * <p>A {@code prepare} that runs may be about to name what no snapshot names yet, so the limit of
 * age must be longer than one takes.
 */
public record Vacuum(WritableStorage storage, StorePaths paths) {
  private static final Pattern SHARD = Pattern.compile("[0-9a-f]{32}\\.safetensors");
  private static final Pattern PART = Pattern.compile("[0-9a-f]{32}\\.parquet");
  private static final Pattern MARKER = Pattern.compile("[0-9a-f]+\\.json");
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  public Vacuum {
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(paths, "paths");
  }

  /**
   * The garbage that was last changed before a time, milliseconds since 1970-01-01 UTC, by path.
   *
   * @throws InvalidStoreException if a snapshot cannot be understood: then nobody knows what it
   *     needs
   */
  public List<FileEntry> garbage(long before) throws IOException {
    List<FileEntry> found = new ArrayList<>(files(paths.done(), MARKER));
    List<FileEntry> markers = found.stream().filter(file -> file.modified() >= before).toList();
    found.addAll(files(paths.index(), PART));
    found.addAll(files(paths.snapshots(), NOTHING));
    for (FileEntry folder : entries(paths.data())) {
      if (folder.folder()) {
        found.addAll(files(folder.path(), SHARD));
      }
    }

    Set<String> needed = needed(markers);
    return found.stream()
        .filter(file -> file.modified() < before && !needed.contains(file.name()))
        .sorted(Comparator.comparing(FileEntry::path))
        .toList();
  }

  /** Files that one of our writers made: of such names, or temporary. */
  private List<FileEntry> files(String folder, Pattern names) throws IOException {
    return entries(folder).stream()
        .filter(file -> !file.folder())
        .filter(file -> isTemporary(file) || names.matcher(file.name()).matches())
        .toList();
  }

  private List<FileEntry> entries(String folder) throws IOException {
    try {
      return storage.list(folder);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static boolean isTemporary(FileEntry file) {
    return file.name().startsWith(WritableStorage.TEMPORARY);
  }

  /** Names of the files that a snapshot names, or a marker that stays. */
  private Set<String> needed(List<FileEntry> markers) throws IOException {
    Set<String> needed = new HashSet<>();
    Snapshots snapshots = new Snapshots(storage, paths);
    for (long number : snapshots.numbers()) {
      snapshots.read(number).shards().forEach(shard -> addNames(shard, needed));
    }

    DoneMarkers done = new DoneMarkers(storage, paths);
    for (FileEntry marker : markers) {
      if (!isTemporary(marker)) {
        String hash = marker.name().substring(0, marker.name().indexOf('.'));
        done.find(hash).ifPresent(d -> d.shards().forEach(shard -> addNames(shard, needed)));
      }
    }

    return needed;
  }

  private static void addNames(ShardEntry shard, Set<String> names) {
    names.add(shard.file().name() + ".safetensors");
    names.add(shard.index().name() + ".parquet");
  }

  /** Deletes files that {@link #garbage} gave. */
  public void delete(List<FileEntry> garbage) throws IOException {
    for (FileEntry file : garbage) {
      storage.delete(file.path());
    }
  }
}
