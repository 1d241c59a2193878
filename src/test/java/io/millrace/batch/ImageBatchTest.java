package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.item.BatchLayout;
import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.Slots;
import io.millrace.sample.Contents;
import io.millrace.sample.Field;
import io.millrace.sample.Label;
import io.millrace.sample.Sample;
import io.millrace.sample.Source;
import io.millrace.sample.Split;
import io.millrace.sample.Task;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageBatchTest {
  private static final String CLOSED =
      "Cannot use a closed batch: call detach() to keep it when the loader goes on";

  private final AtomicInteger releases = new AtomicInteger();

  /** Two rows of 1 x 2 pixels: values 0 to 11, labels as given, the second mask marked. */
  private static HostBatch host(int firstLabel) {
    HostTensor images = HostTensor.zeros(DType.F32, 2, 3, 1, 2);
    for (int i = 0; i < 12; i++) {
      images.data().putFloat(i * Float.BYTES, i);
    }
    HostTensor labels = HostTensor.zeros(DType.I8, 2);
    labels.data().put(0, (byte) firstLabel).put(1, (byte) 1);
    HostTensor masks = HostTensor.zeros(DType.U8, 2, 1, 2);
    masks.data().put(3, (byte) 1);
    return new HostBatch(
        Map.of(ItemField.IMAGE, images, ItemField.GT_LABEL, labels, ItemField.GT_MASK, masks),
        Map.of(
            ItemField.IMAGE_PATH, List.of("/a", "/b"),
            ItemField.MASK_PATH, List.of("", "/b_mask"),
            ItemField.SAMPLE_ID, List.of("a", "b")));
  }

  private ImageBatch batch() {
    return ImageBatch.of(host(0), releases::incrementAndGet);
  }

  /** What the loader's buffer pool may do to a batch's memory once it has it back. */
  private static void poison(HostBatch host) {
    for (HostTensor tensor : host.tensors().values()) {
      for (int i = 0; i < tensor.data().remaining(); i++) {
        tensor.data().put(i, (byte) 0x5A);
      }
    }
  }

  @Test
  void givesArraysOfTheReferencesShapesAndTypes() {
    try (ImageBatch batch = batch()) {
      assertThat(batch.image().getShape()).isEqualTo(new Shape(2, 3, 1, 2));
      assertThat(batch.image().getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(batch.image().toFloatArray())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
      assertThat(batch.gtLabel().getDataType()).isEqualTo(DataType.BOOLEAN);
      assertThat(batch.gtLabel().toBooleanArray()).containsExactly(false, true);
      assertThat(batch.gtMask().getShape()).isEqualTo(new Shape(2, 1, 2));
      assertThat(batch.gtMask().getDataType()).isEqualTo(DataType.BOOLEAN);
      assertThat(batch.gtMask().toBooleanArray()).containsExactly(false, false, false, true);
      assertThat(batch.imagePath()).containsExactly("/a", "/b");
      assertThat(batch.maskPath()).containsExactly("", "/b_mask");
      assertThat(batch.sampleId()).containsExactly("a", "b");
      assertThat(batch.size()).isEqualTo(2);
      assertThat(batch.device()).isEqualTo(Device.cpu());
    }
  }

  @Test
  void arraysLieOverTheHostsMemory() {
    try (ImageBatch batch = batch()) {
      HostTensor images = batch.host().tensors().get(ItemField.IMAGE);
      NDArray array = batch.image();
      images.data().putFloat(4, 77);

      assertThat(array.toFloatArray()[1]).isEqualTo(77);
      assertThat(batch.image()).isSameAs(array);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT32", "UINT8"})
  void arraysLieOverTheLoadersBuffer(Precision precision) {
    BatchLayout layout = new BatchLayout(new Size(4, 5), precision, Contents.of(Task.SEGMENTATION));
    ByteBuffer pooled = new BufferPool((int) layout.batchBytes(2)).lease();
    Slots slots = new Slots(layout, 2, pooled);
    Map<Field, Source> files = Map.of(Field.IMAGE, new Source("/a.png", 1));
    for (int i = 0; i < 2; i++) {
      slots.blank(i, new Sample("a" + i, "a", Split.TRAIN, "good", Label.NORMAL, files));
    }

    try (ImageBatch batch = ImageBatch.of(slots.finish(), () -> {})) {
      NDArray image = batch.image();
      NDArray mask = batch.gtMask();
      for (int i = 0; i < pooled.capacity(); i++) {
        pooled.put(i, (byte) 1);
      }

      assertThat(batch.host().tensors().get(ItemField.IMAGE).data().isDirect()).isTrue();
      assertThat(image.toByteBuffer()).isEqualTo(pooled.slice(0, image.toByteBuffer().remaining()));
      assertThat(mask.toBooleanArray()).hasSize(40).doesNotContain(false);
    }
  }

  @Test
  void keepsEightBitPicturesAsTheyAre() {
    HostTensor bytes = HostTensor.zeros(DType.U8, 1, 3, 1, 1);
    bytes.data().put(2, (byte) 200);
    try (ImageBatch batch =
        ImageBatch.of(new HostBatch(Map.of(ItemField.IMAGE, bytes), Map.of()), () -> {})) {
      assertThat(batch.image().getDataType()).isEqualTo(DataType.UINT8);
      assertThat(batch.image().toUint8Array()).containsExactly(0, 0, 200);
    }
  }

  @Test
  void listsItsFieldsInTheOrderOfTheReference() {
    try (ImageBatch batch = batch()) {
      assertThat(batch.keys())
          .containsExactly(
              ItemField.IMAGE,
              ItemField.GT_LABEL,
              ItemField.GT_MASK,
              ItemField.MASK_PATH,
              ItemField.IMAGE_PATH,
              ItemField.SAMPLE_ID);
    }
  }

  @Test
  void namesAFieldThatIsAbsent() {
    try (ImageBatch batch = batch()) {
      String has = ": the batch has image, gt_label, gt_mask, mask_path, image_path, sample_id";

      assertThatIllegalStateException()
          .isThrownBy(batch::predScore)
          .withMessage("Missing pred_score" + has);
      assertThatIllegalStateException()
          .isThrownBy(batch::explanation)
          .withMessage("Missing explanation" + has);
    }
  }

  @Test
  void hidesTheLabelsIfOneIsUnknown() {
    try (ImageBatch batch = ImageBatch.of(host(-1), () -> {});
        ImageBatch moved = batch.toDevice(Device.cpu())) {
      for (ImageBatch each : List.of(batch, moved)) {
        assertThat(each.keys()).doesNotContain(ItemField.GT_LABEL);
        assertThatIllegalStateException()
            .isThrownBy(each::gtLabel)
            .withMessage(
                "Missing gt_label: the batch has image, gt_mask, mask_path, image_path, sample_id");
        assertThat(each.item(0).keys()).doesNotContain(ItemField.GT_LABEL, ItemField.GT_MASK);
        assertThat(each.item(1).gtLabel()).isTrue();
        assertThat(each.host().tensors().get(ItemField.GT_LABEL).data().get(0))
            .isEqualTo((byte) -1);
      }
    }
  }

  @Test
  void itemOutlivesItsBatch() {
    ImageBatch batch = batch();
    HostBatch host = batch.host();
    ImageItem item = batch.item(1);
    batch.close();
    poison(host);

    assertThat(item.image().data().getFloat(0)).isEqualTo(6);
    assertThat(item.gtLabel()).isTrue();
    assertThat(item.gtMask().data().get(1)).isEqualTo((byte) 1);
    assertThat(item.texts())
        .isEqualTo(
            Map.of(
                ItemField.IMAGE_PATH, "/b",
                ItemField.MASK_PATH, "/b_mask",
                ItemField.SAMPLE_ID, "b"));
  }

  @Test
  void ownsWhatAModelFillsIn() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray labels = manager.create(new float[] {0, 0.7f});
      NDArray scores = manager.create(new double[] {0.25, 0.5});
      NDArray maps = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 1, 2));
      ImageBatch batch = batch();
      batch.update(ItemField.PRED_LABEL, labels);
      batch.update(ItemField.PRED_SCORE, scores);
      batch.update(ItemField.ANOMALY_MAP, maps);
      batch.update(ItemField.PRED_MASK, maps.gt(1));

      assertThat(batch.predLabel().toBooleanArray()).containsExactly(false, true);
      assertThat(batch.predScore().toFloatArray()).containsExactly(0.25f, 0.5f);
      assertThat(batch.anomalyMap().toFloatArray()).containsExactly(1, 2, 3, 4);
      assertThat(batch.predMask().toBooleanArray()).containsExactly(false, true, true, true);
      assertThat(batch.keys()).contains(ItemField.PRED_LABEL, ItemField.ANOMALY_MAP).hasSize(10);
      ImageItem item = batch.item(1);
      batch.close();

      assertThat(maps.isReleased()).isTrue();
      assertThat(item.tensor(ItemField.PRED_SCORE).data().getFloat(0)).isEqualTo(0.5f);
      assertThat(item.tensor(ItemField.ANOMALY_MAP).data().getFloat(4)).isEqualTo(4);
      assertThat(item.tensor(ItemField.PRED_LABEL)).hasToString("U8[]");
      assertThat(item.tensor(ItemField.PRED_MASK).data().get(1)).isEqualTo((byte) 1);
    }
  }

  @Test
  void givesThePicturesThatWereSetLast() {
    try (NDManager manager = NDManager.newBaseManager();
        ImageBatch batch = batch()) {
      batch.image();
      batch.item(0);
      batch.update(ItemField.IMAGE, manager.ones(new Shape(2, 3, 2, 2), DataType.FLOAT64));

      assertThat(batch.image().getShape()).isEqualTo(new Shape(2, 3, 2, 2));
      assertThat(batch.image().getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(batch.item(0).image()).hasToString("F32[3, 2, 2]");
      assertThat(batch.item(0).image().data().getFloat(0)).isEqualTo(1);
      assertThat(batch.host().tensors().get(ItemField.IMAGE)).hasToString("F32[2, 3, 2, 2]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PRED_SCORE,  '3',       'pred_score: (3) (must have 1 axes, 2 rows)'
          PRED_SCORE,  '',        'pred_score: () (must have 1 axes, 2 rows)'
          PRED_MASK,   '2 1 1 2', 'pred_mask: (2, 1, 1, 2) (must have 3 axes, 2 rows)'
          EXPLANATION, '2',       'explanation: it holds words, no array'
          """)
  void refusesAnArrayThatIsNotOneRowASample(ItemField field, String axes, String problem) {
    long[] shape =
        List.of(axes.split(" ")).stream()
            .filter(axis -> !axis.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    try (NDManager manager = NDManager.newBaseManager();
        ImageBatch batch = batch()) {
      NDArray array = manager.zeros(new Shape(shape));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> batch.update(field, array))
          .withMessage("Invalid " + problem);
    }
  }

  @Test
  void copyOnADeviceOutlivesTheBatch() {
    ImageBatch batch = batch();
    HostBatch host = batch.host();
    try (ImageBatch moved = batch.toDevice(Device.cpu())) {
      batch.close();
      poison(host);

      assertThat(moved.image().toFloatArray())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
      assertThat(moved.gtLabel().toBooleanArray()).containsExactly(false, true);
      assertThat(moved.item(1).image().data().getFloat(20)).isEqualTo(11);
      assertThat(moved.item(1).gtLabel()).isTrue();
      assertThat(moved.host().tensors().get(ItemField.GT_MASK).data().get(3)).isEqualTo((byte) 1);
      assertThat(moved.sampleId()).containsExactly("a", "b");
      assertThat(moved.size()).isEqualTo(2);
      assertThat(releases).hasValue(1);
    }

    assertThat(releases).hasValue(1);
  }

  @Test
  void givesItsMemoryBackOnce() {
    ImageBatch batch = batch();
    NDArray images = batch.image();
    batch.close();
    batch.close();

    assertThat(releases).hasValue(1);
    assertThat(images.isReleased()).isTrue();
  }

  @Test
  void refusesEveryUseAfterItIsClosed() {
    ImageBatch batch = batch();
    batch.close();
    List<Consumer<ImageBatch>> uses =
        List.of(
            ImageBatch::image,
            ImageBatch::imagePath,
            ImageBatch::host,
            each -> each.item(0),
            each -> each.toDevice(Device.cpu()),
            each -> each.update(ItemField.PRED_SCORE, null));
    for (Consumer<ImageBatch> use : uses) {
      assertThatIllegalStateException().isThrownBy(() -> use.accept(batch)).withMessage(CLOSED);
    }
  }

  @Test
  void collatesTheUsersOwnItems() {
    ImageItem small = ImageItem.of(HostTensor.zeros(DType.F32, 3, 1, 2)).withGtLabel(1);
    ImageItem large = ImageItem.of(HostTensor.zeros(DType.F32, 3, 4, 3)).withGtLabel(0);
    try (ImageBatch batch = ImageBatch.collate(List.of(small, large))) {
      assertThat(batch.image().getShape()).isEqualTo(new Shape(2, 3, 4, 3));
      assertThat(batch.gtLabel().toBooleanArray()).containsExactly(true, false);
    }
  }

  @Test
  void knowsTheTypesOfHostTensorsAndNoOthers() {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (DType type : DType.values()) {
        try (NDArray array = manager.zeros(new Shape(1), ArrayTypes.of(type))) {
          assertThat(ArrayTypes.of(array)).isEqualTo(type);
        }
      }
    }
  }
}
