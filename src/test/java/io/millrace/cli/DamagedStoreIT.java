package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.random.KeyMix;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Shards that a disk has damaged: found, named, and never taken for pictures. */
@ExtendWith(Workshop.Guest.class)
class DamagedStoreIT {
  private static final int BAD_DATA = 3;
  private static final int ROW = 1;
  private static final long ROW_BYTES = 3 * 64 * 64 * Float.BYTES;

  @TempDir private Path folder;
  private Path data;
  private Path root;
  private StoreFolder store;

  @BeforeEach
  void copies(Workshop workshop) throws Exception {
    data = workshop.data();
    root = folder.resolve("store");
    store = new StoreFolder(root);
    for (String file : workshop.undisturbed().files()) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.copy(workshop.undisturbed().root().resolve(file), root.resolve(file));
    }
  }

  private JsonNode entry(int shard) throws IOException {
    return store.latest().get("shards").get(shard);
  }

  private String name(int shard) throws IOException {
    return entry(shard).get("name").textValue();
  }

  private Path file(int shard) throws IOException {
    return root.resolve(StoreFolder.shard(name(shard)));
  }

  /** Flips one bit of one picture; the id of its sample. */
  private String flip(int shard) throws IOException {
    Path file = file(shard);
    byte[] bytes = Files.readAllBytes(file);
    int place = (int) (entry(shard).get("head").get("bytes").intValue() + ROW * ROW_BYTES + 100);
    bytes[place] ^= 8;
    Files.write(file, bytes);
    long hash =
        SafetensorsFile.read(file).tensors().get("sample_hash").data().getLong(ROW * Long.BYTES);
    try (Stream<Path> pictures = Files.walk(data)) {
      return pictures
          .map(picture -> data.relativize(picture).toString())
          .filter(id -> KeyMix.hash64(id) == hash)
          .findFirst()
          .orElseThrow();
    }
  }

  private void cut(int shard) throws IOException {
    try (FileChannel file = FileChannel.open(file(shard), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - ROW_BYTES);
    }
  }

  private static Command.Result batches(Path store, Path out, Object... more) throws Exception {
    return Command.millrace("batches", "--store", store, "--split", "train", "--out", out)
        .and(more)
        .run();
  }

  @Test
  void verifyNamesEveryDamagedShardItsChunkAndSample() throws Exception {
    String sample = flip(0);
    cut(1);
    Files.delete(file(2));

    Command.Result verified = Command.millrace("verify", root).run();
    assertThat(verified.code()).as(verified.toString()).isEqualTo(BAD_DATA);
    assertThat(verified.out() + verified.err())
        .contains(name(0), "chunk 0 of image", sample)
        .contains(name(1), "cut short")
        .contains(name(2), "missing")
        .doesNotContain(store.shards().subList(3, store.shards().size()));
  }

  @Test
  void batchesStopAtAFlippedBit() throws Exception {
    flip(0);
    stopsBatches("chunk 0 of image: CRC-32C is");
  }

  @Test
  void batchesStopAtAShardThatIsCutShort() throws Exception {
    cut(0);
    stopsBatches("cut short");
  }

  @Test
  void batchesStopAtAMissingShard() throws Exception {
    Files.delete(file(0));
    stopsBatches("missing");
  }

  private void stopsBatches(String why) throws Exception {
    Command.Result stopped = batches(root, folder.resolve("batches"));
    assertThat(stopped.code()).as(stopped.toString()).isEqualTo(BAD_DATA);
    assertThat(stopped.err()).contains("shard " + name(0), why, "run 'millrace verify'");
  }

  @Test
  void batchesGoOnWithoutTheDamagedWhenToldTo() throws Exception {
    flip(0);
    int lost = entry(0).get("rows").intValue();
    int rows = store.latest().get("counts").get("train").intValue();
    List<String> quarantine = List.of("--on-bad-sample", "quarantine");

    Command.Result done = batches(root, folder.resolve("batches"), quarantine.toArray());
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).contains((rows - lost) + " samples, " + lost + " left out");
    assertThat(done.err()).contains(name(0));
  }

  /** What the message of {@code batches} says: verify, delete what it names, prepare again. */
  @Test
  void theWayOutMendsTheStore(Workshop workshop) throws Exception {
    cut(0);
    assertThat(Command.millrace("verify", root).run().out()).contains(name(0));
    Files.delete(file(0));

    Command.Result mended = Workshop.prepare(data.toString(), root.toString()).run();
    assertThat(mended.code()).as(mended.err()).isZero();
    workshop.checkSame(root);
    assertThat(Command.millrace("verify", root).run().code()).isZero();
  }
}
