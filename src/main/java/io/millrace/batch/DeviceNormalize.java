package io.millrace.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.millrace.item.DType;
import io.millrace.item.HostTensor;
import io.millrace.transform.Levels;
import io.millrace.transform.Normalize;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Pictures to float32 on a device, by the CPU's rule: a level of 8 bits times the float32 nearest
 * to 1/255, minus the mean, divided by a tensor of deviations (a division by a number becomes a
 * multiplication on some devices). Pictures travel as they are, 8 bits a value where they are that.
 *
 * @param mean of red, green, blue, for values in [0, 1]; empty for none
 * @param std deviation of red, green, blue; empty for none
 * @param levels what the levels of 8 bits stand for
 */
public record DeviceNormalize(List<Float> mean, List<Float> std, Levels levels)
    implements Serializable {
  /** Values in [0, 1], not normalised. */
  public static final DeviceNormalize NONE = new DeviceNormalize(List.of(), List.of());

  /** By ImageNet's mean and deviation. */
  public static final DeviceNormalize IMAGENET =
      new DeviceNormalize(Normalize.IMAGENET.mean(), Normalize.IMAGENET.std());

  /** For pictures without depth maps. */
  public DeviceNormalize(List<Float> mean, List<Float> std) {
    this(mean, std, Levels.MULTIPLIED);
  }

  public DeviceNormalize {
    Objects.requireNonNull(levels, "levels");
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (!mean.isEmpty() || !std.isEmpty()) {
      new Normalize(mean, std); // checks them
    }
  }

  /**
   * A batch's pictures as an array of that manager and its device.
   *
   * @param pictures N x 3 x height x width, uint8, float16 or float32; must not change while the
   *     array is in use
   * @return float32; the manager owns it, and what it took to make it
   */
  public NDArray apply(NDManager manager, HostTensor pictures) {
    NDArray values = asStored(manager, pictures).toType(DataType.FLOAT32, false);
    if (pictures.type() == DType.U8) {
      values =
          switch (levels) {
            case MULTIPLIED -> values.mul(levels.value(1));
            case DIVIDED -> values.div(tensor(manager, List.of(255f)));
          };
    }

    return mean.isEmpty() ? values : values.sub(tensor(manager, mean)).div(tensor(manager, std));
  }

  /** The numbers as they are, as an array of that manager and its device. */
  public static NDArray asStored(NDManager manager, HostTensor pictures) {
    return manager.create(
        pictures.data(), new Shape(pictures.shape()), ArrayTypes.of(pictures.type()));
  }

  private static NDArray tensor(NDManager manager, List<Float> values) {
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i);
    }

    return manager.create(numbers, new Shape(1, numbers.length, 1, 1));
  }
}
