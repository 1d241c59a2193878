package io.millrace.batch;

import ai.djl.Device;
import io.millrace.item.HostBatch;
import io.millrace.item.ImageItem;
import io.millrace.item.ItemField;
import java.util.List;

/** A batch of pictures: the reference's {@code ImageBatch}. */
public final class ImageBatch extends TensorBatch {
  private ImageBatch(HostBatch host, Device device, Runnable release) {
    super(host, device, release);
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

  /** Files of the pictures. */
  public List<String> imagePath() {
    return words(ItemField.IMAGE_PATH);
  }

  /** Sample {@code i} with memory of its own: it outlives the batch. */
  public ImageItem item(int i) {
    return host().item(i);
  }

  /** The batch copied to a device, with memory of its own: the caller closes it. */
  public ImageBatch toDevice(Device target) {
    return copyTo(new ImageBatch(host(), target, () -> {}));
  }
}
