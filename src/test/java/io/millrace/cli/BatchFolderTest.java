package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.config.InvalidConfigException;
import io.millrace.config.Seed;
import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import io.millrace.item.Safetensors;
import io.millrace.sample.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFolderTest {
  @TempDir private Path folder;

  private static HostBatch batch() {
    return new HostBatch(
        Map.of(
            ItemField.IMAGE, HostTensor.zeros(DType.F32, 1, 3, 2, 2),
            ItemField.GT_LABEL, HostTensor.zeros(DType.I8, 1)),
        Map.of(ItemField.SAMPLE_ID, List.of("a \"b\".png")));
  }

  @Test
  void writesWhatATrainingLoopWouldSee() throws IOException {
    BatchFolder batches = BatchFolder.open(folder, Split.TRAIN, false);
    batches.write(batch(), Seed.of(7));
    batches.write(batch(), Seed.of(7));
    assertThat(batches.written()).isEqualTo(2);
    Path file = folder.resolve("train-00001.safetensors");
    Safetensors read = Safetensors.decode(ByteBuffer.wrap(Files.readAllBytes(file)));
    assertThat(read.tensors().keySet()).containsExactly("image", "gt_label");
    assertThat(read.metadata())
        .containsEntry("sample_ids", "[\"a \\\"b\\\".png\"]")
        .containsEntry("seed", "7")
        .containsEntry("split", "train");
  }

  @Test
  void removesWhatAKilledRunLeftUnfinished() throws IOException {
    Path unfinished = Files.createFile(folder.resolve(".train-00003.safetensors.tmp"));
    Path others = Files.createFile(folder.resolve(".test-00003.safetensors.tmp"));
    BatchFolder.open(folder, Split.TRAIN, false);
    assertThat(unfinished).doesNotExist();
    assertThat(others).exists();
  }

  @Test
  void replacesBatchesOnlyWhenAsked() throws IOException {
    Path old = Files.createFile(folder.resolve("train-00009.safetensors"));
    assertThatThrownBy(() -> BatchFolder.open(folder, Split.TRAIN, false))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessage(
            "Cannot write batches: there is "
                + old
                + " (choose another --out, or add --overwrite)");
    BatchFolder.open(folder, Split.TRAIN, true);
    assertThat(old).doesNotExist();
  }
}
