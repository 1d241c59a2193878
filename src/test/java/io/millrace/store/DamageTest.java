package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.sample.Reason;
import io.millrace.sample.UnreadableException;
import io.millrace.storage.LocalStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
  private static final LocalStorage STORAGE = new LocalStorage();
  private static final StoreFacts FACTS = Drawn.facts(StoreKind.TENSORS);

  @TempDir Path folder;

  private StorePaths paths;
  private ShardEntry.File entry;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void publish() throws IOException {
    paths = new StorePaths(folder.resolve("store").toString());
    try (ShardWriter writer = Drawn.writer(folder, StoreKind.TENSORS)) {
      SpooledShard shard = Drawn.spool(writer, StoreKind.TENSORS, 150);
      STORAGE.publish(shard.path(), paths.shard(shard.file().name()));
      entry = shard.file();
    }

    file = Path.of(paths.shard(entry.name()));
    bytes = Files.readAllBytes(file);
  }

  private void readAll() throws IOException {
    try (ShardFile shard = ShardFile.open(STORAGE, paths, FACTS, entry)) {
      for (ShardTensor tensor : entry.checksums().keySet()) {
        for (int chunk = 0; chunk < entry.chunks(); chunk++) {
          shard.readChunk(
              tensor, chunk, ByteBuffer.allocate((int) shard.chunkBytes(tensor, chunk)));
        }
      }
    }
  }

  private void flip(int place) throws IOException {
    byte[] damaged = bytes.clone();
    damaged[place] ^= 4;
    Files.write(file, damaged);
  }

  private void assertDamaged(String where, String why) {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(this::readAll)
        .withMessageMatching("shard " + entry.name() + where + ": " + why)
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.DAMAGED_SHARD));
  }

  @Test
  void aFlippedBitNamesItsChunk() throws IOException {
    String crc = "CRC-32C is [0-9a-f]{8} but must be [0-9a-f]{8}";
    int image = entry.head().bytes();

    flip(image + 64 * 45 + 1);
    assertDamaged(", chunk 1 of image", crc);
    flip(bytes.length - 1);
    assertDamaged(", chunk 2 of gt_mask", crc);
    flip(image - 70);
    assertDamaged(", its head", crc);
    Files.write(file, bytes);
    readAll();
  }

  @Test
  void aFileThatIsCutShortNamesTheFirstChunkThatIsGone() throws IOException {
    Files.write(file, Arrays.copyOf(bytes, entry.head().bytes() + 130 * 45));
    assertDamaged(", chunk 2 of image", "it is cut short: has [0-9]+ bytes, fewer than .*");
    Files.write(file, new byte[0]);
    assertDamaged(", its head", "it is cut short: has 0 bytes, fewer than .*");
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException {
    Files.delete(file);
    assertDamaged("", "it is missing");
  }

  @Test
  void anotherFileOfThatNameIsDamage() throws IOException {
    byte[] other = new byte[bytes.length];
    Files.write(file, other);
    assertDamaged(", its head", "CRC-32C .*");
  }

  @Test
  void refusesABufferOfAnotherSize() throws IOException {
    try (ShardFile shard = ShardFile.open(STORAGE, paths, FACTS, entry)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> shard.readChunk(ShardTensor.IMAGE, 2, ByteBuffer.allocate(7)))
          .withMessage("Invalid buffer: 7 bytes for a chunk of " + 22 * 45);
    }
  }
}
