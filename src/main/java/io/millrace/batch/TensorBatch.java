package io.millrace.batch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.millrace.item.HostBatch;
import io.millrace.item.HostTensor;
import io.millrace.item.ItemField;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A batch of samples of any kind: its fields, and who owns them. Arrays belong to the batch and are
 * made at first use without a copy. A field that is absent throws when asked for: {@link #keys}
 * says which there are. Not safe for use by several threads.
 */
public abstract sealed class TensorBatch implements Batch
    permits ImageBatch, VideoBatch, DepthBatch {
  private final int size;
  private final Map<ItemField, HostTensor> tensors; // those whose numbers are in host memory
  private final Map<ItemField, List<String>> texts;
  private final BatchArrays arrays;
  private final Runnable release;
  private boolean detached;
  private boolean closed;

  TensorBatch(HostBatch host, Device device, Runnable release) {
    this.size = host.size();
    this.tensors = new EnumMap<>(ItemField.class);
    this.tensors.putAll(host.tensors());
    this.texts = host.texts();
    this.arrays = new BatchArrays(device);
    this.release = release;
  }

  /**
   * Pictures, N x 3 x height x width: float32 in [0, 1] unless normalised, or uint8; of clips of
   * more than one frame N x frames x 3 x height x width.
   */
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
    keys.addAll(tensors.keySet());
    keys.addAll(texts.keySet());
    keys.addAll(arrays.fields());
    if (hasUnknownLabel()) {
      keys.remove(ItemField.GT_LABEL);
    }

    return Collections.unmodifiableSet(keys);
  }

  /**
   * Sets a tensor field, such as one that a model fills. The batch owns the array from now on and
   * keeps it as the field's type: boolean, float32, or uint8 for pictures that are it already.
   *
   * @throws IllegalArgumentException if its axes are not those of the field, with a row a sample
   */
  public void update(ItemField field, NDArray array) {
    check();
    if (field.kind() != ItemField.Kind.TENSOR) {
      throw new IllegalArgumentException("Invalid " + field.text() + ": it holds words, no array");
    }

    long[] shape = array.getShape().getShape();
    if (!fits(field, shape)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must have %d axes, %d rows)"
              .formatted(field.text(), array.getShape(), field.axes() + 1, size));
    }

    arrays.put(field, array);
    tensors.remove(field);
  }

  private boolean fits(ItemField field, long[] shape) {
    int image =
        tensors.containsKey(ItemField.IMAGE)
            ? tensors.get(ItemField.IMAGE).rank() - 1
            : arrays.rank(ItemField.IMAGE) - 1;
    int axes = field == ItemField.IMAGE ? shape.length - 1 : image;
    return field.fits(shape.length - 1, axes) && shape[0] == size;
  }

  /** Fills another batch, which has no memory yet, with copies on its device. */
  final <B extends TensorBatch> B copyTo(B moved) {
    for (ItemField field : keys()) {
      if (field.kind() == ItemField.Kind.TENSOR) {
        moved.update(field, BatchArrays.copy(array(field), moved.device()));
      }
    }

    // -1 says unknown, which no boolean array can
    TensorBatch other = moved;
    other.tensors.replaceAll((field, tensor) -> tensor.copy());
    return moved;
  }

  /** Where the arrays are. */
  public Device device() {
    return arrays.device();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public HostBatch host() {
    check();
    arrays.fields().forEach(this::tensor);
    return new HostBatch(tensors, texts);
  }

  /** A field's numbers in host memory, copied there if they are only in an array. */
  private HostTensor tensor(ItemField field) {
    check();
    return tensors.computeIfAbsent(field, arrays::copy);
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
    arrays.close();
    release.run();
  }

  final NDArray array(ItemField field) {
    check();
    if (!keys().contains(field)) {
      throw missing(field);
    }

    return arrays.over(field, tensors.get(field));
  }

  final List<String> words(ItemField field) {
    check();
    List<String> words = texts.get(field);
    if (words == null) {
      throw missing(field);
    }

    return words;
  }

  private IllegalStateException missing(ItemField field) {
    String names = String.join(", ", keys().stream().map(ItemField::text).toList());
    return new IllegalStateException("Missing " + field.text() + ": the batch has " + names);
  }

  private boolean hasUnknownLabel() {
    HostTensor labels = tensors.get(ItemField.GT_LABEL);
    int count = labels == null ? 0 : labels.data().remaining();
    for (int i = 0; i < count; i++) {
      if (labels.data().get(i) < 0) {
        return true;
      }
    }

    return false;
  }

  private void check() {
    if (closed) {
      throw new IllegalStateException(
          "Cannot use a closed batch: call detach() to keep it when the loader goes on");
    }
  }
}
