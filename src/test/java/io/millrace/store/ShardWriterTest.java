package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.millrace.item.DType;
import io.millrace.sample.Label;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardWriterTest {
  @TempDir Path folder;

  @Test
  void saysThatItsFolderCannotBeWrittenTo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatIOException()
        .isThrownBy(() -> Drawn.writer(file, StoreKind.PACKED))
        .withMessage(
            "Cannot spool a shard in "
                + file
                + ": it cannot be written to (give another folder with space for it)");
  }

  @Test
  void saysThatItsDiskIsFull() {
    IOException full = new IOException("No space left on device");

    assertThat(RowSpool.cannotSpool(folder, full))
        .hasCause(full)
        .hasMessage(
            "Cannot spool a shard in "
                + folder
                + ": No space left on device (give another folder with space for it)");
  }

  @Test
  void refusesRowsOfAnotherSize() throws IOException {
    try (ShardWriter writer = Drawn.writer(folder, StoreKind.TENSORS)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> writer.add("a.png", Label.NORMAL, ByteBuffer.allocate(44)))
          .withMessage("Invalid image of a.png: 44 bytes (must be 45)");
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(
              () ->
                  writer.add(
                      "a.png", Label.NORMAL, ByteBuffer.allocate(45), ByteBuffer.allocate(16)))
          .withMessage("Invalid gt_mask of a.png: 16 bytes (must be 15)");
      assertThat(writer.rows()).isZero();
    }
  }

  @Test
  void refusesAShardWithoutRows() throws IOException {
    try (ShardWriter writer = Drawn.writer(folder, StoreKind.TENSORS)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(writer::finish)
          .withMessage("Invalid shard: it has no rows");
    }
  }

  @Test
  void chunksAreAboutSixteenMebibytes() {
    assertThat(ShardLayout.chunkRows(1)).isEqualTo(64);
    assertThat(ShardLayout.chunkRows(256 * 256 * 3)).isEqualTo(64);
    assertThat(ShardLayout.chunkRows(256 * 256 * 12)).isEqualTo(21);
    assertThat(ShardLayout.chunkRows(17 << 20)).isEqualTo(1);
    assertThat(ShardLayout.chunkRows(1L << 40)).isEqualTo(1);
  }

  @Test
  void knowsTheChunksOfWiderTypes() throws IOException {
    StoredImage image = new StoredImage(DType.F32, 512, 1024);
    StoreFacts small = Drawn.facts(StoreKind.TENSORS);
    StoreFacts facts =
        new StoreFacts(
            StoreKind.TENSORS, image, "[]", small.decoders(), small.dataset(), small.split());
    try (ShardWriter writer = ShardWriter.create(folder, facts)) {
      ByteBuffer row = ByteBuffer.allocate((int) image.imageBytes());
      for (int i = 0; i < 5; i++) {
        writer.add("a" + i, Label.NORMAL, row);
      }

      assertThat(writer.finish().file().chunkRows()).isEqualTo(2);
    }
  }
}
