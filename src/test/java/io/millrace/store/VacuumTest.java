package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.sample.Split;
import io.millrace.storage.FileEntry;
import io.millrace.storage.WritableStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VacuumTest {
  private static final long OLD = 1_000_000;
  private static final long LIMIT = 2_000_000;

  @TempDir Path folder;

  private DrawnStore store;
  private Snapshot snapshot;
  private ShardEntry stray;

  /** Two shards that a snapshot names, one that none does, its marker, and two temporary files. */
  @BeforeEach
  void draw() throws IOException {
    store = new DrawnStore(folder, StoreKind.PACKED);
    snapshot = store.commit();
    stray = store.publish(2000, DrawnStore.rows(Split.TRAIN, 2000, 1));
    markers().put("ab", new DoneMarkers.Done(List.of(stray), List.of()));
    for (String place :
        List.of("_millrace/snapshots", "data/" + stray.file().name().substring(0, 2))) {
      Files.createFile(folder.resolve("store/" + place + "/" + WritableStorage.TEMPORARY + "x"));
    }

    Files.createFile(folder.resolve("store/README"));
    Files.createFile(folder.resolve("store/data/README"));
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(OLD));
    }
  }

  private DoneMarkers markers() {
    return new DoneMarkers(DrawnStore.STORAGE, store.paths());
  }

  private Vacuum vacuum() {
    return new Vacuum(DrawnStore.STORAGE, store.paths());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private List<String> garbage() throws IOException {
    return vacuum().garbage(LIMIT).stream().map(FileEntry::path).toList();
  }

  private String shard() {
    return store.paths().shard(stray.file().name());
  }

  private String part() {
    return store.paths().index(stray.index().name());
  }

  @Test
  void removesWhatNoSnapshotNamesAndNothingElse() throws IOException {
    List<FileEntry> garbage = vacuum().garbage(LIMIT);

    assertThat(garbage)
        .extracting(FileEntry::path)
        .isSorted()
        .contains(shard(), part(), store.paths().done("ab"))
        .hasSize(5);
    assertThat(garbage.stream().mapToLong(FileEntry::length).sum())
        .isGreaterThan(stray.file().bytes() + stray.index().bytes());
    vacuum().delete(garbage);
    assertThat(garbage()).isEmpty();
    assertThat(files()).hasSize(7);
    for (ShardEntry shard : snapshot.shards()) {
      assertThat(
              new StoreCheck(DrawnStore.STORAGE, store.paths(), DrawnStore.INDEX)
                  .check(store.facts(), shard))
          .isEmpty();
    }
  }

  @Test
  void keepsWhatIsYoungAndWhatAYoungMarkerNames() throws IOException {
    Files.setLastModifiedTime(Path.of(store.paths().done("ab")), FileTime.fromMillis(LIMIT));

    assertThat(garbage()).hasSize(2).allMatch(path -> path.contains(WritableStorage.TEMPORARY));
    assertThat(vacuum().garbage(OLD)).isEmpty();
  }

  @Test
  void aFileThatIsWrittenAgainIsYoungAgain() throws IOException {
    store.publish(2000, DrawnStore.rows(Split.TRAIN, 2000, 1));

    assertThat(garbage()).doesNotContain(shard(), part());
  }

  @Test
  void keepsWhatAnOlderSnapshotNames() throws IOException {
    new Snapshots(DrawnStore.STORAGE, store.paths())
        .commit(store.facts(), List.of(stray), List.of());

    assertThat(garbage()).doesNotContain(shard(), part()).hasSize(3);
  }

  @Test
  void refusesWhereASnapshotCannotBeUnderstood() throws IOException {
    Path file = Path.of(store.paths().snapshot(1));
    Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 9"));

    assertThatExceptionOfType(InvalidStoreException.class)
        .isThrownBy(() -> vacuum().garbage(LIMIT))
        .withMessageStartingWith("Unsupported version of a store: 9 in " + file);
  }
}
