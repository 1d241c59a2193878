package io.millrace.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final int ROWS = 4;
  private static final Size SIZE = new Size(3, 5);
  private static final BatchLayout MASKED =
      new BatchLayout(SIZE, Precision.FLOAT32, Task.SEGMENTATION);

  private static ByteBuffer dirtyMemory(long bytes) {
    ByteBuffer memory = ByteBuffer.allocateDirect((int) bytes);
    while (memory.hasRemaining()) {
      memory.put((byte) 0x5A);
    }

    return memory.flip();
  }

  private static Slots dirty(BatchLayout layout) {
    return new Slots(layout, ROWS, dirtyMemory(layout.batchBytes(ROWS)));
  }

  private static Sample sample(int i) {
    Map<Field, Source> good = Map.of(Field.IMAGE, new Source("/d/" + i + ".png", 1));
    Map<Field, Source> bent =
        Map.of(
            Field.IMAGE, new Source("/d/" + i + ".png", 1),
            Field.MASK, new Source("/d/" + i + "_mask.png", 1));
    Label label = Label.of(i % 3 - 1);
    return new Sample(
        i + ".png", "", Split.TEST, "any", label, label == Label.ABNORMAL ? bent : good);
  }

  /** Writes the row's number into picture and mask. */
  private static void write(Slots slots, int i) {
    float[] row = new float[SIZE.width()];
    Arrays.fill(row, i);
    for (int y = 0; y < SIZE.height(); y++) {
      for (int channel = 0; channel < 3; channel++) {
        slots.image(i).row(channel, y, row);
      }
    }

    slots.clearMask(i);
    slots.mask(i).row(0, 1, row);
    slots.fill(i, sample(i));
  }

  private static List<Integer> pictures(HostBatch batch) {
    return IntStream.range(0, batch.size())
        .mapToObj(i -> (int) batch.tensors().get(ItemField.IMAGE).slice(i).data().getFloat(0))
        .toList();
  }

  @Test
  void writesEveryRowIntoItsPlace() {
    ByteBuffer memory = dirtyMemory(MASKED.batchBytes(ROWS));
    Slots slots = new Slots(MASKED, ROWS, memory);
    for (int i = ROWS - 1; i >= 0; i--) {
      write(slots, i);
    }

    HostBatch batch = slots.finish();
    HostTensor images = batch.tensors().get(ItemField.IMAGE);

    assertThat(pictures(batch)).containsExactly(0, 1, 2, 3);
    assertThat(images).hasToString("F32[4, 3, 3, 5]");
    assertThat(batch.tensors().get(ItemField.GT_MASK)).hasToString("U8[4, 3, 5]");
    assertThat(batch.tensors().get(ItemField.GT_LABEL).data())
        .isEqualTo(ByteBuffer.wrap(new byte[] {-1, 0, 1, -1}));
    memory.put(0, (byte) 1);
    assertThat(images.data().get(0)).isEqualTo((byte) 1);
  }

  @Test
  void movesTheFilledRowsTogetherInOrder() {
    Slots slots = dirty(MASKED);
    write(slots, 3);
    write(slots, 1);
    HostBatch batch = slots.finish();

    assertThat(pictures(batch)).containsExactly(1, 3);
    assertThat(batch.texts().get(ItemField.SAMPLE_ID)).containsExactly("1.png", "3.png");
    assertThat(batch.tensors().get(ItemField.GT_LABEL).data())
        .isEqualTo(ByteBuffer.wrap(new byte[] {0, -1}));
    for (int i = 0; i < 2; i++) {
      assertThat(batch.tensors().get(ItemField.GT_MASK).slice(i).data())
          .isEqualTo(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0}));
    }
  }

  @Test
  void clearsAMaskOnDirtyMemoryAndNothingBesideIt() {
    Slots slots = dirty(MASKED);
    IntStream.range(0, ROWS).forEach(i -> slots.fill(i, sample(i)));
    slots.clearMask(2);
    HostTensor masks = slots.finish().tensors().get(ItemField.GT_MASK);

    assertThat(masks.slice(2).data()).isEqualTo(ByteBuffer.allocate(15));
    assertThat(masks.slice(1).data().get(14)).isEqualTo((byte) 0x5A);
    assertThat(masks.slice(3).data().get(0)).isEqualTo((byte) 0x5A);
  }

  @Test
  void hasNoMasksWhereTheDatasetHasNone() {
    BatchLayout plain = new BatchLayout(SIZE, Precision.UINT8, Task.CLASSIFICATION);
    Slots slots = dirty(plain);
    slots.fill(3, sample(3));
    HostBatch batch = slots.finish();

    assertThat(plain.rowBytes()).isEqualTo(3 * 15);
    assertThat(batch.tensors()).containsOnlyKeys(ItemField.IMAGE, ItemField.GT_LABEL);
    assertThat(batch.tensors().get(ItemField.IMAGE)).hasToString("U8[1, 3, 3, 5]");
  }

  @Test
  void batchWithoutAFilledRowHasNoRows() {
    HostBatch batch = dirty(MASKED).finish();

    assertThat(batch.size()).isZero();
    assertThat(batch.bytes()).isZero();
    assertThat(batch.texts().get(ItemField.IMAGE_PATH)).isEmpty();
  }

  @Test
  void namesTheFilesOfEverySample() {
    Slots slots = dirty(MASKED);
    IntStream.range(0, ROWS).forEach(i -> slots.fill(i, sample(i)));
    HostBatch batch = slots.finish();

    assertThat(batch.texts().get(ItemField.IMAGE_PATH))
        .containsExactly("/d/0.png", "/d/1.png", "/d/2.png", "/d/3.png");
    assertThat(batch.texts().get(ItemField.MASK_PATH)).containsExactly("", "", "/d/2_mask.png", "");
  }
}
