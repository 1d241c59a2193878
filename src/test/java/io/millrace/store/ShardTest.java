package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.item.Safetensors;
import io.millrace.random.KeyMix;
import io.millrace.sample.Task;
import io.millrace.storage.LocalStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardTest {
  private static final LocalStorage STORAGE = new LocalStorage();

  @TempDir Path folder;

  private StorePaths paths() {
    return new StorePaths(folder.resolve("store").toString());
  }

  private ShardEntry.File publish(ShardWriter writer) throws IOException {
    try (writer) {
      SpooledShard shard = writer.finish();
      STORAGE.publish(shard.path(), paths().shard(shard.file().name()));
      return shard.file();
    }
  }

  private ShardEntry.File publish(StoreKind kind, int rows) throws IOException {
    ShardWriter writer = Drawn.writer(folder.resolve("spool"), kind);
    Drawn.addRows(writer, kind, rows);
    return publish(writer);
  }

  @ParameterizedTest
  @EnumSource
  void rowsComeBackAsTheyWere(StoreKind kind) throws IOException {
    ShardEntry.File entry = publish(kind, 150);

    assertThat(entry.chunkRows()).isEqualTo(64);
    assertThat(entry.checksums()).containsOnlyKeys(ShardTensor.IMAGE, ShardTensor.MASK);
    try (ShardFile shard = ShardFile.open(STORAGE, paths(), Drawn.facts(kind), entry)) {
      for (int row = 0; row < entry.rows(); row++) {
        assertThat(shard.label(row)).isEqualTo(Drawn.label(row));
        assertThat(shard.sampleHash(row)).isEqualTo(KeyMix.hash64(Drawn.id(row)));
        assertThat(row(shard, ShardTensor.IMAGE, row)).isEqualTo(Drawn.image(kind, row));
        assertThat(row(shard, ShardTensor.MASK, row)).isEqualTo(mask(kind, row));
      }
    }
  }

  private static byte[] mask(StoreKind kind, int row) {
    byte[] mask = Drawn.mask(kind, row);
    return mask.length == 0 && kind == StoreKind.TENSORS ? new byte[15] : mask;
  }

  private static byte[] row(ShardFile shard, ShardTensor tensor, int row) throws IOException {
    int chunk = row / shard.entry().chunkRows();
    int bytes = (int) shard.chunkBytes(tensor, chunk);
    // in the midst of a larger buffer, as pooled memory is
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes + 9).position(5).limit(5 + bytes);
    shard.readChunk(tensor, chunk, buffer);
    byte[] found = new byte[shard.rowBytes(tensor, row)];
    buffer.get(buffer.position() + shard.rowOffset(tensor, row), found);
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void everyTensorBeginsAtAMultipleOf64(StoreKind kind) throws IOException {
    ShardEntry.File entry = publish(kind, 67);
    byte[] bytes = Files.readAllBytes(Path.of(paths().shard(entry.name())));
    ShardHeader header = ShardHeader.decode(bytes);

    long end = 0;
    for (ShardHeader.Place place : header.tensors().values()) {
      assertThat(place.from()).isEqualTo(end);
      end = place.to();
    }
    assertThat(header.data() + end).isEqualTo(bytes.length).isEqualTo(entry.bytes());
    assertThat(header.data() % 64).isZero();
    header.tensors().keySet().stream()
        .filter(name -> !name.startsWith("_pad"))
        .forEach(name -> assertThat(header.start(name) % 64).as(name).isZero());
    assertThat(header.start(ShardTensor.IMAGE.text(kind))).isEqualTo(entry.head().bytes());
  }

  @Test
  void isOrdinarySafetensors() throws IOException {
    ShardEntry.File entry = publish(StoreKind.TENSORS, 67);
    byte[] bytes = Files.readAllBytes(Path.of(paths().shard(entry.name())));
    Safetensors file = Safetensors.decode(ByteBuffer.wrap(bytes));

    assertThat(file.tensors().keySet())
        .containsExactly("gt_label", "_pad0", "sample_hash", "_pad1", "image", "_pad2", "gt_mask");
    assertThat(file.tensors().get("image")).hasToString("U8[67, 3, 5, 3]");
    assertThat(file.tensors().get("gt_mask")).hasToString("U8[67, 5, 3]");
    assertThat(file.metadata())
        .containsExactly(
            java.util.Map.entry("format", "millrace"),
            java.util.Map.entry("version", "1"),
            java.util.Map.entry("kind", "tensors"),
            java.util.Map.entry("rows", "67"),
            java.util.Map.entry("chunk_rows", "64"),
            java.util.Map.entry("masks", "present"));
  }

  @Test
  void isNamedByItsContent() throws Exception {
    ShardEntry.File entry = publish(StoreKind.PACKED, 7);
    byte[] bytes = Files.readAllBytes(Path.of(paths().shard(entry.name())));
    String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

    assertThat(entry.name()).isEqualTo(sha.substring(0, 32));
    assertThat(publish(StoreKind.PACKED, 7)).isEqualTo(entry);
    assertThat(publish(StoreKind.PACKED, 8).name()).isNotEqualTo(entry.name());
  }

  @Test
  void masksThatAreAllZeroAreLeftOut() throws IOException {
    for (Task task : Task.values()) {
      StoreFacts facts = Drawn.facts(StoreKind.TENSORS, task);
      ShardWriter writer = ShardWriter.create(folder.resolve("spool"), facts);
      ByteBuffer image = ByteBuffer.allocate(45);
      writer.add("a", Drawn.label(0), image);
      writer.add("b", Drawn.label(1), image, ByteBuffer.allocate(15));
      ShardEntry.File entry = publish(writer);

      assertThat(image.remaining()).isEqualTo(45);
      assertThat(entry.checksums()).containsOnlyKeys(ShardTensor.IMAGE);
      try (ShardFile shard = ShardFile.open(STORAGE, paths(), facts, entry)) {
        assertThat(shard.has(ShardTensor.MASK)).isFalse();
      }
      String masks = task == Task.SEGMENTATION ? "zero" : "none";
      assertThat(
              Files.readString(Path.of(paths().shard(entry.name())), StandardCharsets.ISO_8859_1))
          .contains("\"masks\":\"" + masks + "\"");
    }
  }

  @Test
  void leavesNothingInItsSpool() throws IOException {
    publish(StoreKind.PACKED, 7);
    try (ShardWriter unfinished = Drawn.writer(folder.resolve("spool"), StoreKind.TENSORS)) {
      Drawn.addRows(unfinished, StoreKind.TENSORS, 4);
    }

    try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
      assertThat(left).isEmpty();
    }
  }
}
