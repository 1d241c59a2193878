package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CollationTest {
  private static ImageItem item(int height, int width) {
    return ImageItem.of(HostTensor.zeros(DType.F32, 3, height, width));
  }

  /** An item whose picture, mask, map and scores are random. */
  private static ImageItem random(int height, int width, long seed) {
    Random random = new Random(seed);
    HostTensor image = HostTensor.zeros(DType.F32, 3, height, width);
    HostTensor map = HostTensor.zeros(DType.F32, height, width);
    HostTensor mask = HostTensor.zeros(DType.U8, height, width);
    fill(image, random);
    fill(map, random);
    for (int i = 0; i < height * width; i++) {
      mask.data().put(i, (byte) random.nextInt(2));
    }

    return ImageItem.of(image)
        .with(ItemField.ANOMALY_MAP, map)
        .with(ItemField.GT_MASK, mask)
        .with(ItemField.IMAGE_PATH, "/" + seed)
        .withGtLabel(random.nextInt(2));
  }

  private static void fill(HostTensor tensor, Random random) {
    for (int i = 0; i < tensor.data().remaining(); i += Float.BYTES) {
      tensor.data().putFloat(i, random.nextFloat());
    }
  }

  private static String image(ImageItem... items) {
    return Collation.collate(List.of(items)).tensors().get(ItemField.IMAGE).toString();
  }

  @Property
  void stackingItemsOfOneSizeIsTheIdentity(
      @ForAll @IntRange(min = 1, max = 5) int height,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll @IntRange(min = 1, max = 5) int count,
      @ForAll long seed) {
    List<ImageItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(random(height, width, seed + i));
    }

    HostBatch batch = Collation.collate(items);
    assertThat(batch.size()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      ImageItem row = batch.item(i);
      assertThat(row.keys()).isEqualTo(items.get(i).keys());
      assertThat(row.texts()).isEqualTo(items.get(i).texts());
      for (ItemField field : items.get(i).tensors().keySet()) {
        assertThat(row.tensor(field).data()).isEqualTo(items.get(i).tensor(field).data());
      }
    }
  }

  @Property
  void everyItemTakesTheSizeOfTheFirstWithTheLargestEdge(
      @ForAll @net.jqwik.api.constraints.Size(min = 2, max = 6)
          List<@IntRange(min = 11, max = 79) Integer> sizes) {
    List<ImageItem> items = new ArrayList<>();
    Size largest = new Size(1, 1);
    for (int code : sizes) {
      Size size = new Size(code / 10, code % 10 + 1);
      items.add(random(size.height(), size.width(), code));
      int edge = Math.max(size.height(), size.width());
      largest = edge > Math.max(largest.height(), largest.width()) ? size : largest;
    }

    HostBatch batch = Collation.collate(items);
    for (int i = 0; i < items.size(); i++) {
      ImageItem row = batch.item(i);
      assertThat(row.size()).isEqualTo(largest);
      assertThat(row.gtMask().shape()).containsExactly(largest.height(), largest.width());
      assertThat(row.texts()).isEqualTo(items.get(i).texts());
      if (items.get(i).size().equals(largest)) {
        assertThat(row.image().data()).isEqualTo(items.get(i).image().data());
      }
    }
  }

  @Test
  void takesTheWholeSizeOfTheItemWithTheLargestEdge() {
    assertThat(image(item(6, 8), item(10, 5))).isEqualTo("F32[2, 3, 10, 5]");
    assertThat(image(item(10, 5), item(6, 8), item(9, 9))).isEqualTo("F32[3, 3, 10, 5]");
  }

  @Test
  void takesTheFirstOfSeveralLargestEdges() {
    assertThat(image(item(2, 9), item(9, 7), item(8, 9))).isEqualTo("F32[3, 3, 2, 9]");
  }

  @Test
  void averagesPicturesAndMovesMasksByNearestNeighbour() {
    HostTensor mask = HostTensor.zeros(DType.U8, 1, 4);
    mask.data().put(0, (byte) 1).put(3, (byte) 1);
    HostTensor picture = HostTensor.zeros(DType.F32, 3, 1, 4);
    for (int i = 0; i < 12; i++) {
      picture.data().putFloat(i * Float.BYTES, i % 4 < 2 ? 0.25f : 0.75f);
    }
    ImageItem wide = ImageItem.of(picture).with(ItemField.GT_MASK, mask);
    ImageItem tall = item(5, 2).with(ItemField.GT_MASK, HostTensor.zeros(DType.U8, 5, 2));
    ImageItem moved = Collation.collate(List.of(wide, tall)).item(0);

    for (int y = 0; y < 5; y++) {
      assertThat(moved.image().data().getFloat(2 * y * Float.BYTES))
          .isCloseTo(0.3214286f, within(1e-6f));
      assertThat(moved.gtMask().data().get(2 * y)).isEqualTo((byte) 1);
      assertThat(moved.gtMask().data().get(2 * y + 1)).isZero();
    }
  }

  @Test
  void resizesEightBitPicturesToEightBits() {
    HostTensor grey = HostTensor.zeros(DType.U8, 3, 2, 2);
    for (int i = 0; i < 12; i++) {
      grey.data().put(i, (byte) 201);
    }
    ImageItem large = ImageItem.of(HostTensor.zeros(DType.U8, 3, 4, 3));
    HostTensor moved = Collation.collate(List.of(ImageItem.of(grey), large)).item(0).image();

    assertThat(moved).hasToString("U8[3, 4, 3]");
    for (int i = 0; i < 36; i++) {
      assertThat(moved.data().get(i)).isEqualTo((byte) 201);
    }
  }

  @Test
  void doesNotChangeTheItemsThemselves() {
    ImageItem small = random(2, 3, 1);
    ByteBuffer before = small.image().copy().data();
    Collation.collate(List.of(small, random(5, 4, 2)));

    assertThat(small.image().data()).isEqualTo(before);
    assertThat(small.size()).isEqualTo(new Size(2, 3));
  }

  @Test
  void hasTheFieldsOfTheFirstItem() {
    ImageItem plain = item(1, 1).with(ItemField.IMAGE_PATH, "/a");
    ImageItem more = random(1, 1, 5).with(ItemField.EXPLANATION, "a dent");

    assertThat(Collation.collate(List.of(plain, more)).item(1).keys())
        .containsExactly(ItemField.IMAGE, ItemField.IMAGE_PATH);
  }

  @Test
  void keepsMaskPathsThatTheFirstItemDoesNotHave() {
    ImageItem good = item(1, 1);
    ImageItem bent = item(1, 1).with(ItemField.MASK_PATH, "/m");

    assertThat(Collation.collate(List.of(good, bent)).texts().get(ItemField.MASK_PATH))
        .containsExactly("", "/m");
    assertThat(Collation.collate(List.of(good, good)).texts()).isEmpty();
  }

  @Test
  void keepsLabelsAsInt8AndMasksAsZeroOrOne() {
    HostTensor mask = HostTensor.zeros(DType.BOOL, 1, 2);
    mask.data().put(0, (byte) 255);
    ImageItem bent = item(1, 2).with(ItemField.GT_MASK, mask).withGtLabel(1);
    HostBatch batch = Collation.collate(List.of(bent));

    assertThat(batch.tensors().get(ItemField.GT_LABEL)).hasToString("I8[1]");
    assertThat(batch.tensors().get(ItemField.GT_MASK)).hasToString("U8[1, 1, 2]");
    assertThat(batch.tensors().get(ItemField.GT_MASK).data())
        .isEqualTo(ByteBuffer.wrap(new byte[] {1, 0}));
  }

  @Test
  void refusesNoItems() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Collation.collate(List.of()))
        .withMessage("Cannot collate: no items (give at least one)");
  }

  @Test
  void namesAnItemThatLacksAField() {
    ImageItem bare = item(1, 1).with(ItemField.IMAGE_PATH, "/b.png");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Collation.collate(List.of(random(1, 1, 0), bare)))
        .withMessage(
            "Cannot collate gt_label: /b.png has none but /0 has one (give it to all items or to"
                + " none)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Collation.collate(List.of(item(1, 1).withGtLabel(1), item(1, 1))))
        .withMessage(
            "Cannot collate gt_label: item 1 has none but item 0 has one (give it to all items or"
                + " to none)");
  }

  @Test
  void namesPicturesOfDifferentTypes() {
    ImageItem bytes = ImageItem.of(HostTensor.zeros(DType.U8, 3, 1, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Collation.collate(List.of(item(1, 1), bytes)))
        .withMessage(
            "Cannot collate image: item 1 is U8[3, 1, 1] but item 0 is F32[3, 1, 1] (give all items"
                + " one type and size)");
  }

  @Test
  void namesAMaskThatDoesNotFitItsPicture() {
    ImageItem fitting = item(2, 2).with(ItemField.GT_MASK, HostTensor.zeros(DType.U8, 2, 2));
    ImageItem wide = item(2, 2).with(ItemField.GT_MASK, HostTensor.zeros(DType.U8, 2, 3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Collation.collate(List.of(fitting, wide)))
        .withMessage(
            "Cannot collate gt_mask: item 1 is U8[2, 3] but item 0 is U8[2, 2] (give all items one"
                + " type and size)");
  }
}
