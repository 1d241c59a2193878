package io.millrace.batch;

import io.millrace.decode.Limits;
import io.millrace.item.BatchLayout;
import io.millrace.item.Precision;
import io.millrace.item.Size;
import io.millrace.sample.Task;
import io.millrace.transform.Compose;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * How a sample's files become numbers.
 *
 * @param transforms applied to picture and mask
 * @param precision how pictures are stored
 * @param task whether samples have masks
 * @param seed of the random operations
 * @param limits of the decoder
 */
public record Recipe(Compose transforms, Precision precision, Task task, long seed, Limits limits)
    implements Serializable {
  public Recipe {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(limits, "limits");
    if (precision == Precision.UINT8 && transforms.normalizes()) {
      throw new IllegalArgumentException(
          "Invalid dtype: uint8 cannot hold normalised values (use float32, or leave Normalize to"
              + " the device)");
    }
  }

  /** What every row of a batch looks like, if that is known before any picture is read. */
  public Optional<BatchLayout> layout() {
    Optional<Size> size = transforms.fixedSize();
    return size.map(fixed -> new BatchLayout(fixed, precision, task));
  }
}
