package io.millrace.item;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * One picture with its label, mask, paths and, after a model, predictions: the reference's {@code
 * ImageItem}. A field that is absent has no key. Tensors are owned by whoever made them.
 *
 * @param tensors numbers by field; {@link ItemField#IMAGE} must be there
 * @param texts words by field
 */
public record ImageItem(Map<ItemField, HostTensor> tensors, Map<ItemField, String> texts) {
  public ImageItem {
    Map<ItemField, HostTensor> numbers = new EnumMap<>(ItemField.class);
    numbers.putAll(tensors);
    Map<ItemField, String> words = new EnumMap<>(ItemField.class);
    words.putAll(texts);
    if (!numbers.containsKey(ItemField.IMAGE)) {
      throw new IllegalArgumentException("Missing image: an item has at least its picture");
    }

    int axes = numbers.get(ItemField.IMAGE).rank();
    numbers.forEach((field, tensor) -> check(field, tensor, axes));
    words.keySet().forEach(field -> field.require(ItemField.Kind.TEXT));
    tensors = Collections.unmodifiableMap(numbers);
    texts = Collections.unmodifiableMap(words);
  }

  /** An item of a picture alone, 3 x height x width. */
  public static ImageItem of(HostTensor image) {
    return new ImageItem(Map.of(ItemField.IMAGE, image), Map.of());
  }

  private static void check(ItemField field, HostTensor tensor, int image) {
    field.require(ItemField.Kind.TENSOR);
    boolean fits = field.fits(tensor.rank(), image) && types(field).contains(tensor.type());
    if (!fits || (field == ItemField.IMAGE && tensor.axis(-3) != 3)) {
      String types = String.join(" or ", types(field).stream().map(DType::name).toList());
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be %s, %s)".formatted(field.text(), tensor, types, shape(field)));
    }
  }

  private static String shape(ItemField field) {
    return switch (field.axes()) {
      case 0 -> "one element";
      case 2 -> "height x width";
      case 4 -> "frames x 3 x height x width";
      default -> "3 x height x width";
    };
  }

  private static Set<DType> types(ItemField field) {
    return switch (field) {
      case IMAGE -> EnumSet.of(DType.U8, DType.F32);
      case ANOMALY_MAP, PRED_SCORE, DEPTH_MAP -> EnumSet.of(DType.F32);
      case GT_LABEL, GT_MASK, PRED_LABEL, PRED_MASK, DEPTH_VALID ->
          EnumSet.of(DType.BOOL, DType.U8, DType.I8);
      case ORIGINAL_IMAGE -> EnumSet.of(DType.U8);
      case TARGET_FRAME, FRAMES -> EnumSet.of(DType.I64);
      case LAST_FRAME -> EnumSet.of(DType.I32);
      case MASK_PATH, EXPLANATION, IMAGE_PATH, DEPTH_PATH, VIDEO_PATH, SAMPLE_ID ->
          EnumSet.noneOf(DType.class);
    };
  }

  /** The same item with one tensor field set. */
  public ImageItem with(ItemField field, HostTensor tensor) {
    Map<ItemField, HostTensor> changed = new EnumMap<>(ItemField.class);
    changed.putAll(tensors);
    changed.put(field, tensor);
    return new ImageItem(changed, texts);
  }

  /** The same item with one text field set. */
  public ImageItem with(ItemField field, String text) {
    Map<ItemField, String> changed = new EnumMap<>(ItemField.class);
    changed.putAll(texts);
    changed.put(field, text);
    return new ImageItem(tensors, changed);
  }

  /** The same item with its label. */
  public ImageItem withGtLabel(int label) {
    ByteBuffer one = ByteBuffer.allocateDirect(1).put(0, (byte) (label == 0 ? 0 : 1));
    return with(ItemField.GT_LABEL, HostTensor.of(DType.U8, new long[0], one));
  }

  /** The fields that it has, in the reference's order. */
  public Set<ItemField> keys() {
    Set<ItemField> keys = EnumSet.noneOf(ItemField.class);
    keys.addAll(tensors.keySet());
    keys.addAll(texts.keySet());
    return keys;
  }

  /** The picture: 3 x height x width. */
  public HostTensor image() {
    return tensors.get(ItemField.IMAGE);
  }

  /** Height and width of the picture. */
  public Size size() {
    return new Size(image().axis(-2), image().axis(-1));
  }

  /** A tensor field. An absent one is an {@link IllegalStateException}: ask {@link #keys} first. */
  public HostTensor tensor(ItemField field) {
    HostTensor tensor = tensors.get(field);
    if (tensor == null) {
      throw new IllegalStateException("Missing " + field.text() + ": the item has " + keys());
    }

    return tensor;
  }

  /** Whether the sample is anomalous. */
  public boolean gtLabel() {
    return tensor(ItemField.GT_LABEL).data().get(0) != 0;
  }

  /** The ground truth: height x width, 0 or 1. */
  public HostTensor gtMask() {
    return tensor(ItemField.GT_MASK);
  }
}
