package io.millrace.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemTest {
  private static final HostTensor PICTURE = HostTensor.zeros(DType.F32, 3, 2, 4);
  private static final ImageItem ITEM = ImageItem.of(PICTURE);

  private static HostTensor tensor(DType type, String shape) {
    String[] axes = shape.isEmpty() ? new String[0] : shape.split("x");
    long[] lengths = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      lengths[i] = Long.parseLong(axes[i]);
    }

    return HostTensor.zeros(type, lengths);
  }

  @Test
  void itemListsItsFieldsInTheOrderOfTheReference() {
    ImageItem item =
        ITEM.with(ItemField.SAMPLE_ID, "a")
            .with(ItemField.IMAGE_PATH, "/a")
            .with(ItemField.GT_MASK, HostTensor.zeros(DType.U8, 2, 4))
            .withGtLabel(1);

    assertThat(item.keys())
        .containsExactly(
            ItemField.IMAGE,
            ItemField.GT_LABEL,
            ItemField.GT_MASK,
            ItemField.IMAGE_PATH,
            ItemField.SAMPLE_ID);
    assertThat(item.size()).isEqualTo(new Size(2, 4)).hasToString("2 x 4");
    assertThat(item.gtLabel()).isTrue();
    assertThat(item.gtMask()).hasToString("U8[2, 4]");
    assertThat(ITEM.keys()).containsExactly(ItemField.IMAGE);
  }

  @Test
  void labelIsTrueForWhateverIsNotZero() {
    assertThat(ITEM.withGtLabel(0).gtLabel()).isFalse();
    assertThat(ITEM.withGtLabel(256).gtLabel()).isTrue();
    assertThat(ITEM.withGtLabel(-1).gtLabel()).isTrue();
  }

  @Test
  void namesAFieldThatIsAbsent() {
    assertThatIllegalStateException()
        .isThrownBy(ITEM::gtMask)
        .withMessage("Missing gt_mask: the item has [IMAGE]");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          IMAGE,       F32,  1x2x4, 'F32[1, 2, 4] (must be U8 or F32, 3 x height x width)'
          IMAGE,       F32,  2x4,   'F32[2, 4] (must be U8 or F32, 3 x height x width)'
          IMAGE,       F64,  3x2x4, 'F64[3, 2, 4] (must be U8 or F32, 3 x height x width)'
          GT_MASK,     U8,   1x2x4, 'U8[1, 2, 4] (must be BOOL or U8 or I8, height x width)'
          GT_MASK,     I64,  2x4,   'I64[2, 4] (must be BOOL or U8 or I8, height x width)'
          ANOMALY_MAP, U8,   2x4,   'U8[2, 4] (must be F32, height x width)'
          GT_LABEL,    U8,   1,     'U8[1] (must be BOOL or U8 or I8, one element)'
          GT_LABEL,    F32,  '',    'F32[] (must be BOOL or U8 or I8, one element)'
          PRED_SCORE,  I8,   '',    'I8[] (must be F32, one element)'
          MASK_PATH,   U8,   '',    'it holds words'
          """)
  void refusesATensorThatTheFieldCannotHold(
      ItemField field, DType type, String shape, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ITEM.with(field, tensor(type, shape)))
        .withMessage("Invalid " + field.text() + ": " + problem);
  }

  @Test
  void refusesWordsInAFieldOfNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ITEM.with(ItemField.GT_MASK, "mask.png"))
        .withMessage("Invalid gt_mask: it holds numbers");
  }

  @Test
  void refusesAnItemWithoutAPicture() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageItem(Map.of(), Map.of()))
        .withMessage("Missing image: an item has at least its picture");
  }

  @Test
  void refusesABatchWithoutPictures() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostBatch(Map.of(), Map.of()))
        .withMessage("Missing image: a batch has at least its pictures");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GT_LABEL, 3,     '3 rows beside 2 pictures'
          GT_MASK,  2x4,   'U8[2, 4] (must have 3 axes)'
          GT_LABEL, '',    'U8[] (must have 1 axes)'
          MASK_PATH, 2,    'it holds words'
          """)
  void refusesATensorThatTheBatchCannotHold(ItemField field, String shape, String problem) {
    Map<ItemField, HostTensor> tensors =
        Map.of(
            ItemField.IMAGE,
            HostTensor.zeros(DType.F32, 2, 3, 2, 4),
            field,
            tensor(DType.U8, shape));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostBatch(tensors, Map.of()))
        .withMessage("Invalid " + field.text() + ": " + problem);
  }

  @Test
  void refusesMoreWordsThanPictures() {
    Map<ItemField, HostTensor> pictures =
        Map.of(ItemField.IMAGE, HostTensor.zeros(DType.F32, 1, 3, 2, 4));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostBatch(pictures, Map.of(ItemField.SAMPLE_ID, List.of("a", "b"))))
        .withMessage("Invalid sample_id: 2 rows beside 1 pictures");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HostBatch(pictures, Map.of(ItemField.GT_MASK, List.of("a"))))
        .withMessage("Invalid gt_mask: it holds numbers");
  }

  @Test
  void rowOfABatchHasMemoryOfItsOwnAndNoEmptyWords() {
    HostTensor labels = HostTensor.zeros(DType.I8, 2);
    labels.data().put(0, (byte) -1).put(1, (byte) 1);
    HostTensor masks = HostTensor.zeros(DType.U8, 2, 2, 4);
    HostBatch batch =
        new HostBatch(
            Map.of(
                ItemField.IMAGE,
                HostTensor.zeros(DType.F32, 2, 3, 2, 4),
                ItemField.GT_LABEL,
                labels,
                ItemField.GT_MASK,
                masks),
            Map.of(ItemField.MASK_PATH, List.of("", "m"), ItemField.SAMPLE_ID, List.of("a", "b")));
    ImageItem bent = batch.item(1);
    masks.data().put(8, (byte) 1);

    assertThat(batch.item(0).keys()).containsExactly(ItemField.IMAGE, ItemField.SAMPLE_ID);
    assertThat(bent.gtLabel()).isTrue();
    assertThat(bent.gtMask().data().get(0)).isZero();
    assertThat(bent.texts()).isEqualTo(Map.of(ItemField.MASK_PATH, "m", ItemField.SAMPLE_ID, "b"));
  }
}
