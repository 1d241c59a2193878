package io.millrace.item;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A finished batch in host memory, before it has an engine's owner and device. Every tensor has N
 * rows, every list N words. {@link ItemField#GT_LABEL} is int8: 0 normal, 1 abnormal, -1 unknown;
 * masks are uint8, 0 or 1.
 *
 * @param tensors numbers by field; {@link ItemField#IMAGE} must be there
 * @param texts words by field, empty where a sample has none
 */
public record HostBatch(Map<ItemField, HostTensor> tensors, Map<ItemField, List<String>> texts) {
  /** No rows at all. */
  public static final HostBatch EMPTY =
      new HostBatch(Map.of(ItemField.IMAGE, HostTensor.zeros(DType.F32, 0, 3, 1, 1)), Map.of());

  public HostBatch {
    Map<ItemField, HostTensor> numbers = new EnumMap<>(ItemField.class);
    numbers.putAll(tensors);
    Map<ItemField, List<String>> words = new EnumMap<>(ItemField.class);
    texts.forEach((field, list) -> words.put(field, List.copyOf(list)));
    if (!numbers.containsKey(ItemField.IMAGE)) {
      throw new IllegalArgumentException("Missing image: a batch has at least its pictures");
    }

    HostTensor image = numbers.get(ItemField.IMAGE);
    int rows = image.axis(0);
    numbers.forEach((field, tensor) -> check(field, tensor, image));
    words.forEach((field, list) -> check(field, list, rows));
    tensors = Collections.unmodifiableMap(numbers);
    texts = Collections.unmodifiableMap(words);
  }

  private static void check(ItemField field, HostTensor tensor, HostTensor image) {
    field.require(ItemField.Kind.TENSOR);
    if (!field.fits(tensor.rank() - 1, image.rank() - 1)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must have %d axes)".formatted(field.text(), tensor, field.axes() + 1));
    }

    check(field, tensor.axis(0), image.axis(0));
  }

  private static void check(ItemField field, List<String> words, int rows) {
    field.require(ItemField.Kind.TEXT);
    check(field, words.size(), rows);
  }

  private static void check(ItemField field, int rows, int images) {
    if (rows != images) {
      throw new IllegalArgumentException(
          "Invalid %s: %d rows beside %d pictures".formatted(field.text(), rows, images));
    }
  }

  /** Number of rows. */
  public int size() {
    return tensors.get(ItemField.IMAGE).axis(0);
  }

  /** Row {@code i} with memory of its own; one of unknown label has neither label nor mask. */
  public ImageItem item(int i) {
    Map<ItemField, HostTensor> numbers = new EnumMap<>(ItemField.class);
    tensors.forEach((field, tensor) -> numbers.put(field, tensor.slice(i).copy()));
    HostTensor label = numbers.get(ItemField.GT_LABEL);
    if (label != null && label.data().get(0) < 0) { // of a clip, all labels are
      numbers.remove(ItemField.GT_LABEL);
      numbers.remove(ItemField.GT_MASK);
    }

    Map<ItemField, String> words = new EnumMap<>(ItemField.class);
    texts.forEach((field, list) -> words.put(field, list.get(i)));
    words.values().removeIf(String::isEmpty);
    return new ImageItem(numbers, words);
  }

  /** Bytes of all tensors. */
  public long bytes() {
    return tensors.values().stream().mapToLong(tensor -> tensor.data().remaining()).sum();
  }
}
