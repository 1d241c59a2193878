package io.millrace.batch;

import io.millrace.item.DType;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import io.millrace.item.PlaneSink;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.item.TensorSink;
import io.millrace.sample.Field;
import io.millrace.transform.Resize;
import io.millrace.transform.Transform;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stacks items into a batch as the reference's {@code Batch.collate} does: the fields are those of
 * the first item; where sizes differ, pictures and masks are resized to the size of the one item
 * that has the largest edge, its aspect ratio for all.
 */
final class Collation {
  private Collation() {}

  static HostBatch collate(List<ImageItem> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("Cannot collate: no items (give at least one)");
    }

    Size target = target(items);
    Map<ItemField, HostTensor> tensors = new EnumMap<>(ItemField.class);
    Map<ItemField, List<String>> texts = new EnumMap<>(ItemField.class);
    for (ItemField field : fields(items)) {
      if (field.kind() == ItemField.Kind.TEXT) {
        texts.put(field, words(field, items));
      } else {
        tensors.put(field, stack(field, items, target));
      }
    }

    return new HostBatch(tensors, texts);
  }

  /** The first item's fields; paths of masks also where a later item alone has one. */
  private static Set<ItemField> fields(List<ImageItem> items) {
    Set<ItemField> fields = items.get(0).keys();
    if (items.stream().anyMatch(item -> item.texts().containsKey(ItemField.MASK_PATH))) {
      fields.add(ItemField.MASK_PATH);
    }

    return fields;
  }

  private static List<String> words(ItemField field, List<ImageItem> items) {
    return items.stream().map(item -> item.texts().getOrDefault(field, "")).toList();
  }

  /** Size of the item with the largest edge; the first of several. */
  static Size target(List<ImageItem> items) {
    Size target = items.get(0).size();
    for (ImageItem item : items) {
      Size size = item.size();
      if (Math.max(size.height(), size.width()) > Math.max(target.height(), target.width())) {
        target = size;
      }
    }

    return target;
  }

  private static HostTensor stack(ItemField field, List<ImageItem> items, Size target) {
    HostTensor first = fit(field, items, 0, target);
    long[] shape = new long[first.rank() + 1];
    shape[0] = items.size();
    System.arraycopy(first.shape(), 0, shape, 1, first.rank());
    HostTensor stacked = HostTensor.zeros(ArrayTypes.host(field, first.type()), shape);
    ByteBuffer data = stacked.data();
    for (int i = 0; i < items.size(); i++) {
      HostTensor row = i == 0 ? first : fit(field, items, i, target);
      if (!row.toString().equals(first.toString())) {
        throw new IllegalArgumentException(
            "Cannot collate %s: %s is %s but %s is %s (give all items one type and size)"
                .formatted(field.text(), name(items, i), row, name(items, 0), first));
      }
      put(field, row.data(), data);
    }

    return stacked;
  }

  /** Copies numbers; of what is true or false whatever is not 0 becomes 1. */
  private static void put(ItemField field, ByteBuffer from, ByteBuffer to) {
    if (!ArrayTypes.isFlag(field)) {
      to.put(from);
      return;
    }

    while (from.hasRemaining()) {
      to.put((byte) (from.get() == 0 ? 0 : 1));
    }
  }

  private static String name(List<ImageItem> items, int i) {
    return items.get(i).texts().getOrDefault(ItemField.IMAGE_PATH, "item " + i);
  }

  private static HostTensor fit(ItemField field, List<ImageItem> items, int i, Size target) {
    ImageItem item = items.get(i);
    HostTensor tensor = item.tensors().get(field);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "Cannot collate %s: %s has none but %s has one (give it to all items or to none)"
              .formatted(field.text(), name(items, i), name(items, 0)));
    }

    if (item.size().equals(target)) {
      return tensor;
    }

    if (tensor.rank() > field.axes()) {
      throw new IllegalArgumentException(
          "Cannot collate %s: %s is %s but others are %s (give clips one image_size)"
              .formatted(field.text(), name(items, i), item.size(), target));
    }

    return switch (field) {
      case IMAGE -> {
        Precision precision = tensor.type() == DType.U8 ? Precision.UINT8 : Precision.FLOAT32;
        yield resize(tensor, Field.IMAGE, TensorSink.picture(target, precision));
      }
      case GT_MASK, PRED_MASK -> resize(tensor, Field.MASK, TensorSink.mask(target));
      case ANOMALY_MAP -> {
        HostTensor map = HostTensor.zeros(DType.F32, target.height(), target.width());
        yield resize(tensor, Field.MASK, new TensorSink(map, Precision.FLOAT32));
      }
      default -> tensor;
    };
  }

  private static HostTensor resize(HostTensor tensor, Field field, TensorSink result) {
    Size from = new Size(tensor.axis(-2), tensor.axis(-1));
    Size to = new Size(result.tensor().axis(-2), result.tensor().axis(-1));
    Transform.FieldChance moved = new Transform.FieldChance(field, 0);
    PlaneSink sink = Resize.exact(to.height(), to.width()).into(result, from, moved);
    float[] values = new float[from.width()];
    for (int channel = 0; channel < moved.channels(); channel++) {
      for (int y = 0; y < from.height(); y++) {
        read(tensor, (channel * from.height() + y) * from.width(), values);
        sink.row(channel, y, values);
      }
    }

    return result.tensor();
  }

  private static void read(HostTensor tensor, int element, float[] values) {
    ByteBuffer data = tensor.data();
    boolean picture = tensor.rank() == 3;
    for (int x = 0; x < values.length; x++) {
      values[x] =
          tensor.type() == DType.F32
              ? data.getFloat((element + x) * Float.BYTES)
              : (data.get(element + x) & 0xFF) / (picture ? 255f : 1f);
    }
  }
}
