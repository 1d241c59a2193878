package io.millrace.spark;

import io.millrace.store.ContentName;
import io.millrace.store.ShardEntry;
import io.millrace.store.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a folder, for tests of what a prepare writes. */
record StoreFolder(Path root) {
  /** Every file with the hash of its bytes and its time. */
  Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : below(root)) {
      files.put(
          root.relativize(file).toString(),
          ContentName.of(file) + " " + Files.getLastModifiedTime(file));
    }

    return files;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  List<Path> markers() throws IOException {
    return below(root.resolve("_millrace/done"));
  }

  void deleteSnapshots() throws IOException {
    for (Path file : below(root.resolve("_millrace/snapshots"))) {
      Files.delete(file);
    }
  }

  /** The names of the shards, in the order of the snapshot. */
  static List<String> shards(Snapshot snapshot) {
    return snapshot.shards().stream().map(ShardEntry::file).map(ShardEntry.File::name).toList();
  }

  /** Names and index parts: all that a shard is made of. */
  static List<String> parts(Snapshot snapshot) {
    List<String> parts = new ArrayList<>();
    for (ShardEntry shard : snapshot.shards()) {
      parts.add(shard.file().name() + " " + shard.index().name());
    }

    return parts;
  }
}
