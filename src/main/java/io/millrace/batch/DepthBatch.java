package io.millrace.batch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import io.millrace.item.DepthItem;
import io.millrace.item.HostBatch;
import io.millrace.item.ItemField;
import java.util.List;

/** A batch of pictures with depth maps: the reference's {@code DepthBatch}. */
public final class DepthBatch extends TensorBatch {
  private DepthBatch(HostBatch host, Device device, Runnable release) {
    super(host, device, release);
  }

  /** A batch over host memory that {@code release} gives back when the batch is closed. */
  public static DepthBatch of(HostBatch host, Runnable release) {
    return new DepthBatch(host, Device.cpu(), release);
  }

  /** Stacks items; pictures may differ in size, see {@link ImageBatch#collate}, maps may not. */
  public static DepthBatch collate(List<DepthItem> items) {
    return of(Collation.collate(items.stream().map(DepthItem::fields).toList()), () -> {});
  }

  /**
   * Distances in the unit of the files, float32, N x 1 x height x width, or N x 3 for x, y and z; 0
   * where there is no reading.
   */
  public NDArray depthMap() {
    return array(ItemField.DEPTH_MAP);
  }

  /** Where there is a reading, boolean, N x height x width. */
  public NDArray depthValid() {
    return array(ItemField.DEPTH_VALID);
  }

  /** Files of the pictures. */
  public List<String> imagePath() {
    return words(ItemField.IMAGE_PATH);
  }

  /** Files of the depth maps. */
  public List<String> depthPath() {
    return words(ItemField.DEPTH_PATH);
  }

  /** Sample {@code i} with memory of its own: it outlives the batch. */
  public DepthItem item(int i) {
    return new DepthItem(host().item(i));
  }

  /** The batch copied to a device, with memory of its own: the caller closes it. */
  public DepthBatch toDevice(Device target) {
    return copyTo(new DepthBatch(host(), target, () -> {}));
  }
}
