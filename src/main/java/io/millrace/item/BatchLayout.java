package io.millrace.item;

import io.millrace.sample.Task;
import java.io.Serializable;
import java.util.Objects;

/**
 * What every row of a batch looks like.
 *
 * @param size height and width of picture and mask
 * @param precision how pictures are stored
 * @param task {@link Task#SEGMENTATION} where each row has a mask
 */
public record BatchLayout(Size size, Precision precision, Task task) implements Serializable {
  public BatchLayout {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(task, "task");
  }

  /** Bytes of one picture. */
  public long imageBytes() {
    return HostTensor.bytes(precision.type(), 3, size.height(), size.width());
  }

  /** Bytes of one mask, 0 where rows have none. */
  public long maskBytes() {
    return task == Task.SEGMENTATION ? (long) size.height() * size.width() : 0;
  }

  /** Bytes of one row, picture and mask. */
  public long rowBytes() {
    return imageBytes() + maskBytes();
  }
}
