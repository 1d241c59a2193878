package io.millrace.batch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A batch of pictures: the reference's {@code ImageBatch}. Arrays belong to the batch and are made
 * at first use without a copy. A field that is absent throws when asked for: {@link #keys} says
 * which there are. Not safe for use by several threads.
 */
public final class ImageBatch implements Batch {
  private final HostBatch host;
  private final Device device;
  private final Runnable release;
  private final Map<ItemField, NDArray> arrays = new EnumMap<>(ItemField.class);
  private NDManager manager;
  private boolean detached;
  private boolean closed;

  private ImageBatch(HostBatch host, Device device, Runnable release) {
    this.host = host;
    this.device = device;
    this.release = release;
  }

  /** A batch over host memory that {@code release} gives back when the batch is closed. */
  public static ImageBatch of(HostBatch host, Runnable release) {
    return new ImageBatch(host, Device.cpu(), release);
  }

  /**
   * Stacks the user's own items: the fields are those of the first one; where sizes differ,
   * pictures (bilinear, antialias) and masks (nearest) are resized to the size of the one item with
   * the largest edge, which is the reference's rule.
   */
  public static ImageBatch collate(List<ImageItem> items) {
    return of(Collation.collate(items), () -> {});
  }

  /** Pictures, N x 3 x height x width: float32 in [0, 1] unless normalised, or uint8. */
  public NDArray image() {
    return array(ItemField.IMAGE);
  }

  /** Whether each sample is anomalous, boolean, N. Absent if the label of any is unknown. */
  public NDArray gtLabel() {
    return array(ItemField.GT_LABEL);
  }

  /** Ground truth, boolean, N x height x width; all false for normal samples. */
  public NDArray gtMask() {
    return array(ItemField.GT_MASK);
  }

  /** Scores of a model for each pixel, float32, N x height x width. */
  public NDArray anomalyMap() {
    return array(ItemField.ANOMALY_MAP);
  }

  /** Scores of a model, float32, N. */
  public NDArray predScore() {
    return array(ItemField.PRED_SCORE);
  }

  /** Masks of a model, boolean, N x height x width. */
  public NDArray predMask() {
    return array(ItemField.PRED_MASK);
  }

  /** Verdicts of a model, boolean, N. */
  public NDArray predLabel() {
    return array(ItemField.PRED_LABEL);
  }

  /** Files of the pictures. */
  public List<String> imagePath() {
    return words(ItemField.IMAGE_PATH);
  }

  /** Files of the masks, empty text for a sample without one. */
  public List<String> maskPath() {
    return words(ItemField.MASK_PATH);
  }

  /** A model's words about each sample. */
  public List<String> explanation() {
    return words(ItemField.EXPLANATION);
  }

  /** Ids of the samples: paths relative to {@code data.root}. */
  public List<String> sampleId() {
    return words(ItemField.SAMPLE_ID);
  }

  /** The fields that the batch has, in the reference's order. */
  public Set<ItemField> keys() {
    Set<ItemField> keys = EnumSet.noneOf(ItemField.class);
    keys.addAll(host.tensors().keySet());
    keys.addAll(host.texts().keySet());
    keys.addAll(arrays.keySet());
    if (hasUnknownLabel()) {
      keys.remove(ItemField.GT_LABEL);
    }

    return Collections.unmodifiableSet(keys);
  }

  /**
   * Sets a field that a model fills; the batch owns the array from now on.
   *
   * @throws IllegalArgumentException if it has not one row for each sample
   */
  public void update(ItemField field, NDArray array) {
    if (field.kind() != ItemField.Kind.TENSOR || array.getShape().get(0) != size()) {
      throw new IllegalArgumentException(
          "Invalid " + field.text() + ": " + array.getShape() + " for " + size() + " samples");
    }

    array.attach(manager());
    arrays.put(field, array);
  }

  /** Sample {@code i} with memory of its own: it outlives the batch. */
  public ImageItem item(int i) {
    Map<ItemField, HostTensor> tensors = new EnumMap<>(ItemField.class);
    for (ItemField field : keys()) {
      if (field.kind() == ItemField.Kind.TENSOR) {
        tensors.put(field, row(field, i));
      }
    }

    Map<ItemField, String> texts = new EnumMap<>(ItemField.class);
    host.texts().forEach((field, words) -> putIfAny(texts, field, words.get(i)));
    return new ImageItem(tensors, texts);
  }

  private static void putIfAny(Map<ItemField, String> texts, ItemField field, String word) {
    if (!word.isEmpty()) {
      texts.put(field, word);
    }
  }

  private HostTensor row(ItemField field, int i) {
    NDArray updated = arrays.get(field);
    if (updated == null || host.tensors().containsKey(field)) {
      return host.tensors().get(field).slice(i).copy();
    }

    ByteBuffer bytes = updated.get(i).toByteBuffer();
    ByteBuffer own = ByteBuffer.allocateDirect(bytes.remaining());
    own.put(bytes).flip();
    return HostTensor.of(ArrayTypes.of(updated), updated.get(i).getShape().getShape(), own);
  }

  /** The batch copied to a device, with an owner of its own: the caller closes it. */
  public ImageBatch toDevice(Device target) {
    ImageBatch moved = new ImageBatch(host, target, () -> {});
    for (ItemField field : keys()) {
      if (field.kind() == ItemField.Kind.TENSOR) {
        NDArray copy = array(field).toDevice(target, true);
        copy.attach(moved.manager());
        moved.arrays.put(field, copy);
      }
    }

    return moved;
  }

  /** Where the arrays are. */
  public Device device() {
    return device;
  }

  @Override
  public int size() {
    return host.size();
  }

  @Override
  public HostBatch host() {
    check();
    return host;
  }

  @Override
  public void detach() {
    detached = true;
  }

  @Override
  public boolean isDetached() {
    return detached;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }

    closed = true;
    if (manager != null) {
      manager.close();
    }
    release.run();
  }

  private NDArray array(ItemField field) {
    check();
    if (!keys().contains(field)) {
      throw new IllegalStateException("Missing " + field.text() + ": the batch has " + names());
    }

    return arrays.computeIfAbsent(field, key -> create(key, host.tensors().get(key)));
  }

  private NDArray create(ItemField field, HostTensor tensor) {
    DataType type =
        switch (field) {
          case GT_LABEL, GT_MASK, PRED_LABEL, PRED_MASK -> DataType.BOOLEAN;
          default -> ArrayTypes.of(tensor.type());
        };
    return manager().create(tensor.data(), new Shape(tensor.shape()), type);
  }

  private List<String> words(ItemField field) {
    check();
    List<String> words = host.texts().get(field);
    if (words == null) {
      throw new IllegalStateException("Missing " + field.text() + ": the batch has " + names());
    }

    return words;
  }

  private String names() {
    return String.join(", ", keys().stream().map(ItemField::text).toList());
  }

  private boolean hasUnknownLabel() {
    HostTensor labels = host.tensors().get(ItemField.GT_LABEL);
    for (int i = 0; labels != null && i < size(); i++) {
      if (labels.data().get(i) < 0) {
        return true;
      }
    }

    return false;
  }

  private NDManager manager() {
    if (manager == null) {
      manager = NDManager.newBaseManager(device);
    }

    return manager;
  }

  private void check() {
    if (closed) {
      throw new IllegalStateException(
          "Cannot use a closed batch: call detach() to keep it when the loader goes on");
    }
  }
}
