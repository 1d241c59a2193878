package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.sample.Split;
import io.millrace.storage.LocalStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotsTest {
  private static final LocalStorage STORAGE = new LocalStorage();
  private static final StoreFacts FACTS = Drawn.facts(StoreKind.TENSORS);
  private static final List<Snapshot.LeftOut> LEFT_OUT =
      List.of(new Snapshot.LeftOut("bottle/train/good/ü.png", "truncated", "is \"short\""));

  @TempDir Path folder;

  private StorePaths paths() {
    return new StorePaths(folder.toString());
  }

  private Snapshots snapshots() {
    return new Snapshots(STORAGE, paths());
  }

  /** A shard of two chunks: 64 and 36 rows of train, or 3 and 2 of test and val. */
  static ShardEntry shard(int number, Split... splits) {
    Map<Split, List<Integer>> rows = new EnumMap<>(Split.class);
    for (Split split : splits) {
      rows.put(split, split == Split.TRAIN ? List.of(64, 36) : List.of(3, 2));
    }

    String name = "%032x".formatted(number);
    Map<ShardTensor, List<Integer>> sums = Map.of(ShardTensor.IMAGE, List.of(-1, number));
    return new ShardEntry(
        new ShardEntry.File(name, 5_000_000_000L, 100, 64, new ShardEntry.Head(960, -2), sums),
        rows,
        new ShardEntry.IndexPart(name, 4_000, 100),
        "%064x".formatted(number));
  }

  private static List<ShardEntry> shards(int count) {
    List<ShardEntry> shards = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      shards.add(i % 2 == 1 ? shard(i, Split.TRAIN) : shard(i, Split.TEST, Split.VAL));
    }

    return shards;
  }

  @Test
  void aFolderThatIsNoStoreHasNoSnapshot() throws IOException {
    assertThat(snapshots().latest()).isEmpty();
    assertThat(snapshots().numbers()).isEmpty();
    assertThatExceptionOfType(InvalidStoreException.class)
        .isThrownBy(() -> snapshots().read(3))
        .withMessage("Missing snapshot 3 of " + folder + " (it has none: run 'millrace prepare')");
  }

  @Test
  void snapshotsComeBackAsTheyWere() throws IOException {
    Snapshot first = snapshots().commit(FACTS, shards(2), List.of());
    Snapshot second = snapshots().commit(FACTS, shards(3), LEFT_OUT);

    assertThat(first.commit().number()).isEqualTo(1);
    assertThat(first.commit().parent()).isEmpty();
    assertThat(second.commit().number()).isEqualTo(2);
    assertThat(second.commit().parent()).isEqualTo(first.id());
    assertThat(snapshots().read(1)).isEqualTo(first);
    assertThat(snapshots().latest()).contains(second);
    assertThat(second.count(Split.TRAIN)).isEqualTo(200);
    assertThat(second.count(Split.VAL)).isEqualTo(5);
    assertThat(second.samples()).isEqualTo(300);
  }

  @Test
  void theSameAgainWritesNothing() throws IOException {
    Snapshot first = snapshots().commit(FACTS, shards(2), LEFT_OUT);

    assertThat(snapshots().commit(FACTS, shards(2), LEFT_OUT)).isEqualTo(first);
    assertThat(snapshots().numbers()).containsExactly(1L);
  }

  @Test
  void identitiesAreThoseOfTheContent() throws IOException {
    Snapshot one = snapshots().commit(FACTS, shards(2), List.of());
    Snapshot elsewhere =
        new Snapshots(STORAGE, new StorePaths(folder.resolve("b").toString()))
            .commit(FACTS, shards(2), List.of());
    List<ShardEntry> turned = List.of(shards(2).get(1), shards(2).get(0));
    Snapshot order = snapshots().commit(FACTS, turned, List.of());

    assertThat(elsewhere.id()).isEqualTo(one.id()).matches("[0-9a-f]{32}");
    assertThat(order.id()).isNotEqualTo(one.id());
    assertThat(order.fingerprint()).isEqualTo(one.fingerprint()).matches("[0-9a-f]{64}");
    assertThat(snapshots().commit(FACTS, shards(1), List.of()).fingerprint())
        .isNotEqualTo(one.fingerprint());
  }

  @Test
  void eightWritersAtOnceMakeEightSnapshotsInARow() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Snapshot>> commits = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      List<ShardEntry> shards = List.of(shard(i, Split.TRAIN));
      commits.add(() -> snapshots().commit(FACTS, shards, List.of()));
    }

    List<Snapshot> made = new ArrayList<>();
    for (Future<Snapshot> commit : threads.invokeAll(commits)) {
      made.add(commit.get());
    }
    threads.shutdown();

    assertThat(snapshots().numbers())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 8).boxed().toList());
    for (long number : snapshots().numbers()) {
      Snapshot snapshot = snapshots().read(number);
      assertThat(made).contains(snapshot);
      String parent = number == 1 ? "" : snapshots().read(number - 1).id();
      assertThat(snapshot.commit().parent()).isEqualTo(parent);
    }
  }

  @Test
  void isReadableByPeople() {
    Snapshot snapshot = new Snapshot(new Snapshot.Commit(1, "", "t"), FACTS, shards(2), LEFT_OUT);

    assertThat(new String(SnapshotJson.write(snapshot), StandardCharsets.UTF_8))
        .startsWith("{\n  \"format\" : \"millrace-store\",\n  \"version\" : 1,\n")
        .contains("\n  \"requires\" : [ \"crc32c\", \"parquet-index\", \"safetensors\" ],\n")
        .contains("\"snapshot_id\" : \"" + snapshot.id() + "\"")
        .contains("\"content_fingerprint\" : \"" + snapshot.fingerprint() + "\"")
        .contains("\"crc32c\" : {\n      \"image\" : [ 4294967295, 1 ]\n    }")
        .contains("\"whole\" : [ \"train\" ]")
        .contains("\"part\" : {\n      \"val\" : [ 3, 2 ],\n      \"test\" : [ 3, 2 ]\n    }")
        .contains("ü.png")
        .endsWith("}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"version\" : 1,|\"version\" : 2,|Unsupported version of a store: 2 in PATH"
            + " (this millrace reads 1: use a newer one)",
        "\"safetensors\" ]|\"safetensors\", \"lz5\" ]|Unsupported feature of a store: lz5 in PATH"
            + " (this millrace knows crc32c, parquet-index, safetensors: use a newer one)",
        "\"millrace-store\"|\"other\"|Invalid snapshot PATH: format is not millrace-store"
            + " (restore the file, or prepare the store again)",
        "\"seed\" : 42|\"seed\" : 43|Invalid snapshot PATH: snapshot_id does not fit the other"
            + " content: something was changed (restore the file, or prepare the store again)",
        "\"train\" : 100|\"train\" : 99|Invalid snapshot PATH counts: train does not fit the other"
            + " content: something was changed (restore the file, or prepare the store again)",
        "fingerprint\" : \"|fingerprint\" : \"0|Invalid snapshot PATH: content_fingerprint does not"
            + " fit the other content: something was changed (restore the file, or prepare the"
            + " store again)",
        "\"kind\" : \"tensors\"|\"kind\" : \"mds\"|Invalid snapshot PATH: kind is mds"
            + " (restore the file, or prepare the store again)",
        "\"chunk_rows\" : 64,||Invalid snapshot PATH shards[0]: chunk_rows is missing"
            + " (restore the file, or prepare the store again)",
        "4294967295, |1.5, |Invalid snapshot PATH shards[0] crc32c: image holds 1.5"
            + " (restore the file, or prepare the store again)",
        "4294967295, ||Invalid snapshot PATH shards[0]: crc32c has 1 numbers for 2 chunks"
            + " (restore the file, or prepare the store again)",
        "\"name\" : \"000|\"name\" : \"../|Invalid snapshot PATH shards[0]: name is"
            + " ../00000000000000000000000000001 (restore the file, or prepare the store again)",
        "\"format\"|format|Invalid snapshot PATH: it is no JSON"
            + " (restore the file, or prepare the store again)",
      })
  void saysWhatItCannotUnderstand(String from, String to, String message) throws IOException {
    snapshots().commit(FACTS, shards(2), List.of());
    Path file = Path.of(paths().snapshot(1));
    String text = Files.readString(file);
    assertThat(text).contains(from);
    int place = text.indexOf(from);
    String changed = text.substring(0, place) + (to == null ? "" : to);
    Files.writeString(file, changed + text.substring(place + from.length()));

    assertThatExceptionOfType(InvalidStoreException.class)
        .isThrownBy(() -> snapshots().latest())
        .withMessage(message.replace("PATH", file.toString()));
  }
}
