package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreCheckTest {
  @TempDir Path folder;

  private DrawnStore store(StoreKind kind) {
    return new DrawnStore(folder, kind);
  }

  private StoreCheck check() {
    return new StoreCheck(DrawnStore.STORAGE, store(StoreKind.TENSORS).paths(), DrawnStore.INDEX);
  }

  private List<Damage> check(Snapshot snapshot) throws IOException {
    List<Damage> found = new ArrayList<>(StoreCheck.checkWhole(snapshot));
    for (ShardEntry shard : snapshot.shards()) {
      found.addAll(check().check(snapshot.facts(), shard));
    }

    return found;
  }

  private Path file(ShardEntry shard) {
    return Path.of(check().paths().shard(shard.file().name()));
  }

  private void flip(Path file, long place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[Math.toIntExact(place)] ^= 1;
    Files.write(file, bytes);
  }

  @ParameterizedTest
  @EnumSource
  void findsNothingInAStoreThatIsWhole(StoreKind kind) throws IOException {
    Snapshot snapshot = store(kind).commit();

    assertThat(check(snapshot)).isEmpty();
    assertThat(check().checkHistory()).isEmpty();
    assertThat(snapshot.count(Split.TRAIN)).isEqualTo(150);
    assertThat(snapshot.count(Split.VAL)).isEqualTo(50);
    assertThat(snapshot.count(Split.TEST)).isEqualTo(150);
    assertThat(snapshot.samples()).isEqualTo(300);
  }

  @Test
  void namesChunkAndSamplesOfAFlippedBit() throws IOException {
    Snapshot snapshot = store(StoreKind.TENSORS).commit();
    ShardEntry second = snapshot.shards().get(1);
    flip(file(second), second.file().head().bytes() + 140L * 45);

    List<Damage> found = check(snapshot);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).shard()).isEqualTo(second.file().name());
    assertThat(found.get(0).place()).isEqualTo("chunk 2 of image");
    assertThat(found.get(0).sampleIds())
        .hasSize(22)
        .startsWith(Drawn.id(1128))
        .endsWith(Drawn.id(1149));
    assertThat(found.get(0).sentence())
        .matches(
            "shard %s, chunk 2 of image: CRC-32C is [0-9a-f]{8} but must be [0-9a-f]{8} \\(samples"
                    .formatted(second.file().name())
                + " bottle/test/bent/1128.png, bottle/test/bent/1129.png,"
                + " bottle/test/bent/1130.png and 19 more\\)");
  }

  @Test
  void findsAFlippedBitAnywhere() throws IOException {
    Snapshot snapshot = store(StoreKind.PACKED).commit();
    ShardEntry shard = snapshot.shards().get(0);
    byte[] whole = Files.readAllBytes(file(shard));
    for (int place = 0; place < whole.length; place += 61) {
      flip(file(shard), place);
      assertThat(check().check(snapshot.facts(), shard)).as("byte %d", place).hasSize(1);
      Files.write(file(shard), whole);
    }
  }

  @Test
  void checksAllOtherShardsWhereOneIsMissingAndOneIsShort() throws IOException {
    Snapshot snapshot = store(StoreKind.TENSORS).commit();
    ShardEntry first = snapshot.shards().get(0);
    ShardEntry second = snapshot.shards().get(1);
    byte[] bytes = Files.readAllBytes(file(second));
    Files.delete(file(first));
    Files.write(file(second), Arrays.copyOf(bytes, second.file().head().bytes() + 100 * 45));

    List<Damage> found = check(snapshot);
    assertThat(found)
        .extracting(Damage::shard)
        .containsExactlyInAnyOrder(
            first.file().name(),
            second.file().name(),
            second.file().name(),
            second.file().name(),
            second.file().name(),
            second.file().name(),
            second.file().name());
    assertThat(found.get(0).detail()).isEqualTo("it is missing");
    assertThat(found.get(0).sampleIds()).hasSize(150);
    assertThat(found.get(1).detail())
        .isEqualTo(
            "it has %d bytes, not %d"
                .formatted(bytes.length - 50 * 45 - maskBytes(bytes, second), bytes.length));
    assertThat(found.subList(2, 7))
        .extracting(Damage::place)
        .containsExactly(
            "chunk 1 of image",
            "chunk 2 of image",
            "chunk 0 of gt_mask",
            "chunk 1 of gt_mask",
            "chunk 2 of gt_mask");
  }

  /** Bytes after the pictures. */
  private static int maskBytes(byte[] bytes, ShardEntry shard) {
    return bytes.length - shard.file().head().bytes() - 150 * 45;
  }

  @Test
  void namesAnIndexPartThatIsDamagedOrMissing() throws IOException {
    Snapshot snapshot = store(StoreKind.TENSORS).commit();
    String name = snapshot.shards().get(0).index().name();
    Path part = Path.of(check().paths().index(name));
    flip(part, 100);

    assertThat(check(snapshot))
        .extracting(Damage::place, damage -> damage.detail().contains("do not fit its name"))
        .containsExactly(org.assertj.core.groups.Tuple.tuple("index part " + name, true));
    Files.delete(part);
    assertThat(check(snapshot))
        .singleElement()
        .satisfies(damage -> assertThat(damage.detail()).contains("it is missing"));
  }

  @Test
  void findsAnIndexThatIsAnotherShards() throws IOException {
    DrawnStore store = store(StoreKind.TENSORS);
    Snapshot snapshot = store.commit();
    ShardEntry first = snapshot.shards().get(0);
    ShardEntry second = snapshot.shards().get(1);
    ShardEntry mixed =
        new ShardEntry(first.file(), first.splits(), second.index(), first.content());

    List<Damage> found = check().check(snapshot.facts(), mixed);
    assertThat(found)
        .extracting(Damage::detail)
        .contains(
            "its rows of each split are not those that the snapshot counts",
            "it is another sample's")
        .anyMatch(detail -> detail.startsWith("the sum of its rows is "));
  }

  @Test
  void findsLabelsThatDiffer() throws IOException {
    DrawnStore store = store(StoreKind.TENSORS);
    List<IndexRow> rows = DrawnStore.rows(Split.TRAIN, 0, 1);
    IndexRow row = rows.get(7);
    rows.set(
        7,
        new IndexRow(
            row.split(),
            7,
            row.sampleId(),
            "bottle",
            "good",
            Drawn.label(8),
            row.image(),
            row.mask()));

    assertThat(check().check(store.facts(), store.publish(0, rows)))
        .containsExactly(
            new Damage(
                store.publish(0, rows).file().name(),
                "row 7",
                "its label is NORMAL, and ABNORMAL in the index",
                List.of(Drawn.id(7))));
  }

  @Test
  void findsCountsThatCannotBe() throws IOException {
    Snapshot snapshot = store(StoreKind.TENSORS).commit();
    ShardEntry shard = snapshot.shards().get(0);
    ShardEntry more =
        new ShardEntry(
            shard.file(), Map.of(Split.VAL, List.of(64, 65, 0)), shard.index(), shard.content());

    assertThat(
            StoreCheck.checkWhole(
                new Snapshot(snapshot.commit(), snapshot.facts(), List.of(shard, more), List.of())))
        .extracting(Damage::sentence)
        .containsExactly(
            "shard " + shard.file().name() + ": the snapshot names it twice",
            "shard " + shard.file().name() + ", chunk 1: the snapshot has 65 rows of val for 64");
  }

  @Test
  void namesASnapshotThatWasChanged() throws IOException {
    store(StoreKind.TENSORS).commit();
    Path file = Path.of(check().paths().snapshot(1));
    Files.writeString(file, Files.readString(file).replace("\"samples\" : 300", "\"samples\" : 3"));

    assertThat(check().checkHistory())
        .extracting(Damage::sentence)
        .containsExactly(
            "snapshot 1: Invalid snapshot %s counts: samples does not fit the other content: something"
                    .formatted(file)
                + " was changed (restore the file, or prepare the store again)");
  }
}
